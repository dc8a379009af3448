import { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useState } from "react";
import { parseRoute, type Route, routeAddress } from "./view-model/route.ts";

interface Navigation {
  readonly route: Route;
  readonly go: (route: Route, how?: "push" | "replace") => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Keeps the route in step with the address bar. */
export function NavigationProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [route, setRoute] = useState(() => parseRoute(location.pathname, location.search));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.pathname, location.search));
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  const go: Navigation["go"] = (next, how = "push") => {
    if (how === "push") history.pushState(null, "", routeAddress(next));
    else history.replaceState(null, "", routeAddress(next));
    setRoute(next);
  };
  return <NavigationContext value={{ route, go }}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error("useNavigation outside NavigationProvider");
  return navigation;
}

interface LinkProps {
  readonly to: Route;
  readonly children: ReactNode;
  readonly className?: string;
  readonly isCurrent?: boolean;
}

/** A true link: it opens in a new tab, too. */
export function Link({ to, children, className, isCurrent }: LinkProps): ReactNode {
  const { go } = useNavigation();
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={routeAddress(to)}
      onClick={follow}
      className={className}
      aria-current={isCurrent === true ? "page" : undefined}
    >
      {children}
    </a>
  );
}
