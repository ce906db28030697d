import {
  Activity,
  ArrowUpRight,
  BellOff,
  BellRing,
  Building2,
  CalendarDays,
  ChartColumn,
  FolderClock,
  Gauge,
  HeartPulse,
  Inbox,
  KeyRound,
  MessageSquareText,
  Moon,
  Newspaper,
  Palette,
  Plug,
  RadioTower,
  Route,
  Settings2,
  SlidersHorizontal,
  Target,
  Users,
} from "lucide-react";
import { NavLink } from "./nav-link";
import { type Place, projectPath } from "./paths";

/** The pages of one project. */
export function Navigation({ place }: { place: Place }) {
  return (
    <nav aria-label="Project" className="grid gap-0.5">
      <NavLink href={projectPath(place)} exact icon={<Gauge aria-hidden />}>
        Overview
      </NavLink>
      <NavLink href={projectPath(place, "activity")} icon={<Activity aria-hidden />}>
        Activity
      </NavLink>
      <NavLink href={projectPath(place, "cases")} icon={<FolderClock aria-hidden />}>
        Cases
      </NavLink>
      <NavLink href={projectPath(place, "events")} icon={<Inbox aria-hidden />}>
        Events
      </NavLink>
      <NavLink href={projectPath(place, "customers")} icon={<Building2 aria-hidden />}>
        Customers
      </NavLink>
      <NavLink href={projectPath(place, "meters")} icon={<ChartColumn aria-hidden />}>
        Meters
      </NavLink>
      <NavLink href={projectPath(place, "routes")} icon={<Route aria-hidden />}>
        Routes
      </NavLink>
      <NavLink href={projectPath(place, "rules")} icon={<BellRing aria-hidden />}>
        Rules
      </NavLink>
      <NavLink href={projectPath(place, "silences")} icon={<BellOff aria-hidden />}>
        Silences
      </NavLink>
      <NavLink href={projectPath(place, "reports", "interventions")} icon={<HeartPulse aria-hidden />}>
        Interventions
      </NavLink>
      <NavLink href={projectPath(place, "destinations")} icon={<Target aria-hidden />}>
        Destinations
      </NavLink>
      <NavLink href={projectPath(place, "digests")} icon={<Newspaper aria-hidden />}>
        Digests
      </NavLink>
      <NavLink href={projectPath(place, "quiet-hours")} icon={<Moon aria-hidden />}>
        Quiet hours
      </NavLink>
      <NavLink href={projectPath(place, "escalations")} icon={<ArrowUpRight aria-hidden />}>
        Escalations
      </NavLink>
      <NavLink href={projectPath(place, "sources")} icon={<RadioTower aria-hidden />}>
        Sources
      </NavLink>
      <NavLink href={projectPath(place, "templates")} icon={<MessageSquareText aria-hidden />}>
        Templates
      </NavLink>
      <NavLink href={projectPath(place, "integrations")} icon={<Plug aria-hidden />}>
        Integrations
      </NavLink>
      <p className="mt-5 mb-1 px-2.5 text-xs font-medium text-ink-faint">Settings</p>
      <NavLink href={projectPath(place, "settings", "api-keys")} icon={<KeyRound aria-hidden />}>
        API keys
      </NavLink>
      <NavLink href={projectPath(place, "settings", "members")} icon={<Users aria-hidden />}>
        Members
      </NavLink>
      <NavLink href={projectPath(place, "settings", "brand")} icon={<Palette aria-hidden />}>
        Brand
      </NavLink>
      <NavLink href={projectPath(place, "settings", "customers")} icon={<SlidersHorizontal aria-hidden />}>
        Customer settings
      </NavLink>
      <NavLink href={projectPath(place, "settings", "calendar")} icon={<CalendarDays aria-hidden />}>
        Calendar
      </NavLink>
      <NavLink href={projectPath(place, "settings", "project")} icon={<Settings2 aria-hidden />}>
        Project
      </NavLink>
    </nav>
  );
}
