import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import { Check } from '../parts/check.tsx';
import { byHandText } from '../step-text.ts';
import { useTexts } from '../texts.tsx';
import { MenuPicture, picturesOf } from './menu-picture.tsx';
import type { Menus } from './menus.ts';
import type { LeaveActions, LeaveModel } from './model.ts';
import { OutcomeNotes, outcomeData } from './outcome-row.tsx';
import { type Task, tasksOf } from './tasks.ts';

interface ReceiptTasksProps {
  readonly outcomes: readonly StepOutcome[];
  readonly model: LeaveModel;
  readonly actions: Pick<LeaveActions, 'markTask'>;
}

/** What the browser lets no add-on do, each with a picture of what to click. */
export function ReceiptTasks({ outcomes, model, actions }: ReceiptTasksProps) {
  const { t } = useTexts();
  const tasks = tasksOf(outcomes);
  if (tasks.length === 0) return null;
  return (
    <section class="tasks" aria-labelledby="tasks">
      <h2 id="tasks">{t('receipt.todoTitle', { count: tasks.length })}</h2>
      <p>{t('receipt.todoIntro')}</p>
      <ol>
        {tasks.map((task) => (
          <TaskCard
            key={task.id}
            task={task}
            browser={model.state.browser}
            menus={model.menus}
            isDone={model.doneTasks.includes(task.id)}
            onMark={(isDone) => actions.markTask(task.id, isDone)}
          />
        ))}
      </ol>
    </section>
  );
}

interface TaskCardProps {
  readonly task: Task;
  readonly browser: BrowserKind;
  readonly menus: Menus;
  readonly isDone: boolean;
  readonly onMark: (isDone: boolean) => void;
}

function TaskCard({ task: { id, outcomes }, browser, menus, isDone, onMark }: TaskCardProps) {
  const { t } = useTexts();
  return (
    <li class="task" data-task={id}>
      <h3>{t(`receipt.task.${id}`)}</h3>
      <ul>
        {outcomes.map((outcome) => (
          <li key={outcome.id} class="task-step" {...outcomeData(outcome)}>
            <div class="task-words">
              <span class="outcome-name">{t(`steps.${outcome.id}`)}</span>
              <p>
                {outcome.names ? t('receipt.named.files') : byHandText(browser, outcome.id, t, menus.labels)}
              </p>
              <OutcomeNotes outcome={outcome} />
            </div>
            <div class="task-pictures">
              {picturesOf(browser, outcome.id, menus).map((picture) => (
                <MenuPicture key={picture.kind} picture={picture} menus={menus} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Check
        name="task-done"
        value={id}
        isChecked={isDone}
        label={t('receipt.taskDoneLabel', { task: t(`receipt.task.${id}`) })}
        onChange={onMark}
      >
        {t('receipt.taskDone')}
      </Check>
    </li>
  );
}
