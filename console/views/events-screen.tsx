import { type ReactNode, useCallback, useState } from "react";
import type { Change, EventDetail, EventList, EventSummary } from "../../src/local/console/read-api.ts";
import { readJson } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { useLoaded } from "../api/use-loaded.ts";
import { eventOutcome } from "../view-model/event-outcome.ts";
import { formatJson } from "../view-model/format-json.ts";
import { Notice } from "./notice.tsx";
import { Time } from "./time.tsx";

const concerns = ({ topic }: Change): boolean => topic === "event" || topic === "stack" || topic === "execution";

/** The events sent last, what they started, and why not. */
export function EventsScreen(): ReactNode {
  const load = useCallback(() => readJson<EventList>("events"), []);
  const loaded = useLive(load, concerns);
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Loading events…</Notice>;
    case "error":
      return <Notice kind="error">Cannot read events: {loaded.message}</Notice>;
    case "data":
      return (
        <>
          <h1>Events</h1>
          <EventTable events={loaded.data.events} />
        </>
      );
  }
}

function EventTable({ events }: { readonly events: readonly EventSummary[] }): ReactNode {
  const [open, setOpen] = useState<number>();
  if (events.length === 0) return <Notice kind="empty">No event has been sent yet.</Notice>;
  return (
    <div className="card scroll">
      <table className="stacked">
        <thead>
          <tr>
            <th>Event</th>
            <th>Source</th>
            <th>Detail</th>
            <th>Starts</th>
            <th>Sent</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow
              key={event.sequence}
              event={event}
              isOpen={open === event.sequence}
              toggle={() => setOpen(open === event.sequence ? undefined : event.sequence)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EventRowProps {
  readonly event: EventSummary;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function EventRow({ event, isOpen, toggle }: EventRowProps): ReactNode {
  const { tone, text } = eventOutcome(event);
  return (
    <>
      <tr>
        <td>
          <button type="button" className="link" aria-expanded={isOpen} onClick={toggle}>
            {event.detailType}
          </button>
        </td>
        <td className="nowrap">{event.source}</td>
        <td className="mono">{event.subject}</td>
        <td className={tone}>{tone === "bad" ? <strong>{text}</strong> : text}</td>
        <td className="nowrap">
          <Time at={event.acceptedAt} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={5}>
            <EventPanel sequence={event.sequence} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The event as JSON, and the rules that came closest to taking it. */
function EventPanel({ sequence }: { readonly sequence: number }): ReactNode {
  const load = useCallback(() => readJson<EventDetail>("event", { sequence: String(sequence) }), [sequence]);
  const [loaded] = useLoaded(load);
  if (loaded.state === "loading") return <Notice kind="loading">Loading the event…</Notice>;
  if (loaded.state === "error") return <Notice kind="error">{loaded.message}</Notice>;
  const { event, misses } = loaded.data;
  return (
    <>
      <pre className="mono">{formatJson(event)}</pre>
      {misses.map(({ rule, starts, reasons }) => (
        <section key={rule} aria-label={`Why ${rule} does not take it`}>
          <p>
            {starts.join(", ") || "nothing"} is not started by the rule <span className="mono">{rule}</span>:
          </p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
