/** Like `record[key]`, but pages choose the keys: a host named `constructor` must not find what every object has. */
export function ownValue<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
