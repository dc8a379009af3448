// The address is the state of the console: filters and the open execution survive a reload and can be sent to a colleague.

export type Route =
  | { readonly screen: "executions"; readonly workflow: string; readonly status: string; readonly text: string }
  | { readonly screen: "execution"; readonly arn: string; readonly state: string }
  | { readonly screen: "buckets"; readonly bucket: string; readonly prefix: string; readonly key: string }
  | { readonly screen: "events" }
  | { readonly screen: "schedules" }
  | { readonly screen: "unknown"; readonly path: string };

const base = "/_millrace";

/** Reads a route from an address. */
export function parseRoute(pathname: string, search: string): Route {
  const query = new URLSearchParams(search);
  const get = (name: string): string => query.get(name) ?? "";
  switch (pathname.replace(base, "").replace(/\/$/, "")) {
    case "":
      return { screen: "executions", workflow: get("workflow"), status: get("status"), text: get("text") };
    case "/execution":
      return { screen: "execution", arn: get("arn"), state: get("state") };
    case "/buckets":
      return { screen: "buckets", bucket: get("bucket"), prefix: get("prefix"), key: get("key") };
    case "/events":
      return { screen: "events" };
    case "/schedules":
      return { screen: "schedules" };
    default:
      return { screen: "unknown", path: pathname };
  }
}

/** The address of a route; `parseRoute` reads it back. */
export function routeAddress(route: Route): string {
  if (route.screen === "unknown") return route.path;
  const { screen, ...values } = route;
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  const path = screen === "executions" ? `${base}/` : `${base}/${screen}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
