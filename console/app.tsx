import type { ReactNode } from "react";
import { Link, NavigationProvider, useNavigation } from "./navigation.tsx";
import { BucketsScreen } from "./views/buckets-screen.tsx";
import { EventsScreen } from "./views/events-screen.tsx";
import { ExecutionScreen } from "./views/execution-screen.tsx";
import { SchedulesScreen } from "./views/schedules-screen.tsx";
import { UnknownScreen } from "./views/unknown-screen.tsx";
import { ExecutionsScreen } from "./views/executions-screen.tsx";

export function App(): ReactNode {
  return (
    <NavigationProvider>
      <Header />
      <main>
        <Screen />
      </main>
    </NavigationProvider>
  );
}

function Header(): ReactNode {
  const { route } = useNavigation();
  return (
    <header className="top">
      <span className="brand">Millrace</span>
      <nav aria-label="Main">
        <Link
          to={{ screen: "executions", workflow: "", status: "", text: "" }}
          isCurrent={route.screen === "executions" || route.screen === "execution"}
        >
          Executions
        </Link>
        <Link to={{ screen: "buckets", bucket: "", prefix: "", key: "" }} isCurrent={route.screen === "buckets"}>
          Buckets
        </Link>
        <Link to={{ screen: "events" }} isCurrent={route.screen === "events"}>
          Events
        </Link>
        <Link to={{ screen: "schedules" }} isCurrent={route.screen === "schedules"}>
          Schedules
        </Link>
      </nav>
      <span className="place">local cloud · us-east-1</span>
    </header>
  );
}

function Screen(): ReactNode {
  const { route } = useNavigation();
  switch (route.screen) {
    case "executions":
      return <ExecutionsScreen filter={route} />;
    case "execution":
      return <ExecutionScreen key={route.arn} arn={route.arn} selected={route.state} />;
    case "buckets":
      return <BucketsScreen bucket={route.bucket} prefix={route.prefix} selectedKey={route.key} />;
    case "events":
      return <EventsScreen />;
    case "schedules":
      return <SchedulesScreen />;
    case "unknown":
      return <UnknownScreen path={route.path} />;
  }
}
