import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Change, ScheduleList, ScheduleSummary } from "../../src/local/console/read-api.ts";
import { readJson } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { scheduleRow } from "../view-model/schedule-row.ts";
import { Notice } from "./notice.tsx";
import { Time } from "./time.tsx";

const concerns = ({ topic }: Change): boolean => topic === "schedule" || topic === "event" || topic === "stack";

/** What starts by the clock, and when. */
export function SchedulesScreen(): ReactNode {
  const load = useCallback(() => readJson<ScheduleList>("schedules"), []);
  const loaded = useLive(load, concerns);
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Loading schedules…</Notice>;
    case "error":
      return <Notice kind="error">Cannot read schedules: {loaded.message}</Notice>;
    case "data":
      return (
        <>
          <h1>Schedules</h1>
          <ScheduleTable schedules={loaded.data.schedules} />
        </>
      );
  }
}

const tickMs = 1000;

function ScheduleTable({ schedules }: { readonly schedules: readonly ScheduleSummary[] }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), tickMs);
    return () => window.clearInterval(timer);
  }, []);
  if (schedules.length === 0) {
    return (
      <Notice kind="empty">Nothing starts by the clock. A workflow does with the trigger schedule.cron(…).</Notice>
    );
  }
  return (
    <div className="card scroll">
      <table className="stacked">
        <thead>
          <tr>
            <th>Starts</th>
            <th>When</th>
            <th>Next</th>
            <th>Last</th>
            <th>Schedule</th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <Row key={schedule.name} schedule={schedule} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ schedule, now }: { readonly schedule: ScheduleSummary; readonly now: number }): ReactNode {
  const { name, starts, expression, timeZone, nextAt, lastAt } = schedule;
  const { next, last, hasFailed } = scheduleRow(schedule, now);
  return (
    <tr>
      <td className="nowrap">{starts}</td>
      <td>
        <span className="mono">{expression}</span> {timeZone}
      </td>
      <td className="nowrap">
        {next} {nextAt !== null && <Time at={nextAt} />}
      </td>
      <td>
        {lastAt !== null && <Time at={lastAt} />} {last !== "" && (hasFailed ? <strong>{last}</strong> : last)}
      </td>
      <td className="mono">{name}</td>
    </tr>
  );
}
