import type { ReactNode } from "react";
import { formatJson } from "../view-model/format-json.ts";

interface JsonPanelProps {
  readonly title: string;
  /** JSON text, or plain text. */
  readonly text: string;
  readonly tone?: "bad";
}

export function JsonPanel({ title, text, tone }: JsonPanelProps): ReactNode {
  return (
    <section className={`json ${tone ?? ""}`} aria-label={title}>
      <h3>{title}</h3>
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre tabIndex={0}>{formatJson(text)}</pre>
    </section>
  );
}
