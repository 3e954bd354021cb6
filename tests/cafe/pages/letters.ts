/*
 * Compose windows modelled on real webmails in where they put the addresses. All but the last go to Ann, Bob and Cleo;
 * all other names are not recipients.
 */

const LIST = `<ul class="mails">
  <li><span title="dora@list.example" email="dora@list.example">Dora</span> Minutes of Monday</li>
  <li><span title="emil@list.example" data-hovercard-id="emil@list.example">Emil</span> The key</li>
</ul>`;

/** A plain form with one field per kind of recipient, and the editor in a frame. */
export const FORM = `${LIST}<form name="form" method="post">
  <select name="_from"><option>me@mine.example</option></select>
  <textarea name="_to" id="_to">Ann &lt;ann@one.example&gt;, bob@two.example</textarea>
  <textarea name="_cc" id="_cc">cleo@three.example</textarea>
  <input name="_subject" value="About fred@quoted.example">
  <textarea name="_message">On Monday fred@quoted.example wrote</textarea>
</form>`;

/** A dialog over the list of mails: tokens with names, addresses in their attributes. */
export const CHIPS = `${LIST}<div role="dialog" aria-label="New letter">
  <div><div>
    <span email="ann@one.example" data-hovercard-id="ann@one.example">Ann</span>
    <span email="bob@two.example">Bob</span>
    <input aria-label="To recipients" type="text" value="">
  </div></div>
  <div><button title="cleo@three.example">Cleo</button><input aria-label="Cc recipients" value=""></div>
  <input name="subjectbox" aria-label="Subject" value="">
  <div contenteditable="true" role="textbox" aria-multiline="true">
    <blockquote><a href="mailto:fred@quoted.example" title="fred@quoted.example">Fred</a></blockquote>
  </div>
</div>`;

/** Neither dialog nor form: fields and editor are directly in the page. */
export const PAGE = `<nav title="dora@list.example">Dora</nav>
<input id="composeTo" value="ann@one.example; bob@two.example">
<input placeholder="Cc" value="cleo@three.example">
<div contenteditable="true"><p title="fred@quoted.example">Dear all</p></div>`;

/** Recipients are tokens in a contenteditable field; one is typed and no token yet. */
export const RICH = `${LIST}<div role="dialog">
  <div contenteditable="true" role="textbox" aria-label="To">
    <span><span title="ann@one.example">Ann</span></span><span>bob@two.example</span><span>&#8203;</span>
  </div>
  <b id="copy">Cc</b>
  <div contenteditable="true" aria-labelledby="copy">cleo@three.example</div>
  <input aria-label="Reply to" value="me@mine.example">
  <div contenteditable="true" role="textbox" aria-label="What do you want to write to them?">
    On Monday fred@quoted.example wrote
  </div>
</div>`;

/** No recipients: a list of mails, an open mail, and unrelated fields. */
export const NO_LETTER = `${LIST}<article><h2 title="dora@list.example">Dora</h2>
  <p>To: me@mine.example</p><p>On Monday fred@quoted.example wrote</p></article>
<form><input name="search" value="dora@list.example"><textarea name="note">emil@list.example</textarea></form>`;
