package dev.dispatch.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every command by its words. One is made only when it is asked for: that is most of a short command's time. */
public final class Commands {

    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "job validate",
            "job plan",
            "job run",
            "job run-many",
            "job batch-inspect",
            "job rerun-failed",
            "job resume",
            "job assert",
            "job inspect",
            "job readable",
            "job dump",
            "job replay",
            "job report",
            "job leak-check",
            "job list",
            "job latest",
            "job cases",
            "job diff",
            "job draft",
            "job export",
            "job bundle",
            "job import",
            "job prune",
            "run",
            "module list",
            "module inspect",
            "module validate",
            "module init",
            "module skill",
            "module override init",
            "module override add",
            "module pack",
            "module install",
            "module uninstall",
            "module bootstrap",
            "schema case",
            "schema action",
            "schema module",
            "schema expressions",
            "memory list",
            "memory inspect",
            "memory export",
            "memory import",
            "memory diff",
            "defaults show",
            "defaults set",
            "defaults unset",
            "runtime show",
            "runtime set",
            "runtime unset",
            "skill print",
            "skill install",
            "skill update",
            "demo",
            "demo serve",
            "explain",
            "doctor",
            "self-check",
            "version",
            "skill-version",
            "completion");

    private Commands() {}

    static Optional<Command> named(String words) {
        return switch (words) {
            case "job validate" -> Optional.of(new JobValidateCommand());
            case "job plan" -> Optional.of(new JobPlanCommand());
            case "job run" -> Optional.of(new JobRunCommand());
            case "job run-many" -> Optional.of(new JobRunManyCommand());
            case "job batch-inspect" -> Optional.of(new JobBatchInspectCommand());
            case "job rerun-failed" -> Optional.of(new JobRerunFailedCommand());
            case "job resume" -> Optional.of(new JobResumeCommand());
            case "job assert" -> Optional.of(new JobAssertCommand());
            case "job inspect" -> Optional.of(new JobInspectCommand());
            case "job readable" -> Optional.of(new JobReadableCommand());
            case "job replay" -> Optional.of(new JobReplayCommand());
            case "job dump" -> Optional.of(new JobDumpCommand());
            case "job report" -> Optional.of(new JobReportCommand());
            case "job leak-check" -> Optional.of(new JobLeakCheckCommand());
            case "job list" -> Optional.of(new JobListCommand());
            case "job latest" -> Optional.of(new JobLatestCommand());
            case "job cases" -> Optional.of(new JobCasesCommand());
            case "job draft" -> Optional.of(new JobDraftCommand());
            case "job diff" -> Optional.of(new JobDiffCommand());
            case "job export" -> Optional.of(new JobExportCommand());
            case "job bundle" -> Optional.of(new JobBundleCommand());
            case "job prune" -> Optional.of(new JobPruneCommand());
            case "job import" -> Optional.of(new JobImportCommand());
            case "run" -> Optional.of(new RunCommand());
            case "module list" -> Optional.of(new ModuleListCommand());
            case "module inspect" -> Optional.of(new ModuleInspectCommand());
            case "module validate" -> Optional.of(new ModuleValidateCommand());
            case "module init" -> Optional.of(new ModuleInitCommand());
            case "module skill" -> Optional.of(new ModuleSkillCommand());
            case "module override init" -> Optional.of(new ModuleOverrideInitCommand());
            case "module override add" -> Optional.of(new ModuleOverrideAddCommand());
            case "module pack" -> Optional.of(new ModulePackCommand());
            case "module install" -> Optional.of(new ModuleInstallCommand());
            case "module uninstall" -> Optional.of(new ModuleUninstallCommand());
            case "module bootstrap" -> Optional.of(new ModuleBootstrapCommand());
            case "schema case" -> Optional.of(new SchemaCaseCommand());
            case "schema action" -> Optional.of(new SchemaActionCommand());
            case "schema module" -> Optional.of(new SchemaModuleCommand());
            case "schema expressions" -> Optional.of(new SchemaExpressionsCommand());
            case "memory list" -> Optional.of(new MemoryListCommand());
            case "memory inspect" -> Optional.of(new MemoryInspectCommand());
            case "memory export" -> Optional.of(new MemoryExportCommand());
            case "memory import" -> Optional.of(new MemoryImportCommand());
            case "memory diff" -> Optional.of(new MemoryDiffCommand());
            case "defaults show" -> Optional.of(new DefaultsShowCommand());
            case "defaults set" -> Optional.of(new DefaultsSetCommand());
            case "defaults unset" -> Optional.of(new DefaultsUnsetCommand());
            case "runtime show" -> Optional.of(new RuntimeShowCommand());
            case "runtime set" -> Optional.of(new RuntimeSetCommand());
            case "runtime unset" -> Optional.of(new RuntimeUnsetCommand());
            case "skill print" -> Optional.of(new SkillPrintCommand());
            case "skill install" -> Optional.of(new SkillInstallCommand());
            case "skill update" -> Optional.of(new SkillUpdateCommand());
            case "demo" -> Optional.of(new DemoCommand());
            case "demo serve" -> Optional.of(new DemoServeCommand());
            case "explain" -> Optional.of(new ExplainCommand());
            case "doctor" -> Optional.of(new DoctorCommand());
            case "self-check" -> Optional.of(new SelfCheckCommand());
            case "skill-version" -> Optional.of(new SkillVersionCommand());
            case "version" -> Optional.of(new VersionCommand());
            case "completion" -> Optional.of(new CompletionCommand());
            default -> Optional.empty();
        };
    }

    /** The commands that begin with these words; all of them for no word. */
    static List<Command> below(String words) {
        List<Command> found = new ArrayList<>();
        for (String name : NAMES) {
            if (words.isEmpty() || name.equals(words) || name.startsWith(words + " ")) {
                named(name).ifPresent(found::add);
            }
        }
        return found;
    }

    static boolean isGroup(String words) {
        for (String name : NAMES) {
            if (name.startsWith(words + " ")) {
                return true;
            }
        }
        return false;
    }
}
