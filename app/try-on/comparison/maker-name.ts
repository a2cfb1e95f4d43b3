/** A model of one of the connections, as it stands in a form and in an address. */
type NamedMaker = { connectionId: string; model: string };

export function writeMaker({ connectionId, model }: NamedMaker): string {
  return `${connectionId}.${model}`;
}

/** A model's id may have dots, a connection's has none. Whoever is no page may write anything. */
export function readMaker(text: string): NamedMaker {
  const [connectionId = "", ...model] = text.split(".");
  return { connectionId, model: model.join(".") };
}
