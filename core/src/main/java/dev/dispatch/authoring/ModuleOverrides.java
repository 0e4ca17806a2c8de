package dev.dispatch.authoring;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.NearActions;
import dev.dispatch.module.VersionRange;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Makes modules that replace actions of others, each beginning as what it replaces. */
public final class ModuleOverrides {

    private final Supplier<ModuleRegistry> registry;

    /**
     * Overrides of what can be used.
     *
     * @param registry the modules seen from where the override is wanted; asked once for each override
     */
    public ModuleOverrides(Supplier<ModuleRegistry> registry) {
        this.registry = registry;
    }

    /**
     * What was made.
     *
     * @param replaces the module whose action it takes the place of
     * @param template {@code http} or {@code java}
     * @param files each below the folder
     * @param notes what else has to be known or done
     */
    public record Made(
            Path folder,
            String version,
            ActionKey action,
            LoadedModule replaces,
            String template,
            List<String> files,
            List<String> notes) {
        public Made {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A module with one action, which replaces the one of that key.
     *
     * @throws ProblemException NOT_FOUND for an unknown action, USAGE_ERROR where it cannot be replaced or the folder is
     *     there
     */
    public Made init(String key, Path out) {
        ModuleRegistry.Provided winner = winner(registry.get(), key);
        NewFolder.checkFree(out);
        String version = later(winner.module().version());
        Map<String, String> files = new LinkedHashMap<>();
        ModuleManifest manifest = ModuleManifest.of(winner, version);
        String template = switch (winner.action().body()) {
            case ActionBody.Request _ -> {
                manifest.addHttpAction(winner);
                yield "http";
            }
            case ActionBody.Code _ -> {
                String type = JavaNames.type(winner.module().name(), "Module");
                manifest.entry(type + ".java");
                files.put(type + ".java", new JavaAction(winner.action(), type).source(type, version));
                yield "java";
            }
            case ActionBody.Flow _ -> throw controlFlow(key);
        };
        files.put("module.json", manifest.text());
        files.putAll(OverrideDocuments.of(winner, template));
        files.put(EditorSchema.PATH, EditorSchema.text());
        NewFolder.write(out, files);
        return new Made(
                out,
                version,
                winner.action().key(),
                winner.module(),
                template,
                ModuleInit.shown(files),
                notes(winner.module(), template));
    }

    /**
     * What was added to a module that is there.
     *
     * @param written the files that were changed or made; empty where the author has to put the code in himself
     * @param code what belongs into the class of the module; empty where it was written
     */
    public record Added(
            Path folder,
            ActionKey action,
            LoadedModule replaces,
            String template,
            List<String> written,
            String code,
            List<String> notes) {
        public Added {
            written = List.copyOf(written);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Adds an action that replaces the one of that key to a module that is there. Members are added to its
     * {@code module.json}, of which nothing else changes; a source file that is there is never written.
     *
     * @throws ProblemException NOT_FOUND for an unknown action or module, USAGE_ERROR where the action is there already or
     *     cannot be replaced
     */
    public Added add(String key, Path folder) {
        OverriddenModule target = OverriddenModule.read(folder);
        ActionKey wanted = ActionKey.parse(key).orElseThrow(() -> unknown(key, registry.get()));
        target.checkFree(wanted);
        ModuleRegistry.Provided winner = winner(registry.get(), key);
        if (folder.equals(winner.module().folder())) {
            throw OverriddenModule.there(key, folder);
        }
        List<String> notes = notes(winner.module(), template(winner));
        return switch (winner.action().body()) {
            case ActionBody.Request _ -> {
                notes.addAll(target.addHttpAction(winner));
                yield new Added(folder, wanted, winner.module(), "http", List.of("module.json"), "", notes);
            }
            case ActionBody.Code _ -> {
                OverriddenModule.JavaPart part = target.addJavaAction(winner);
                notes.addAll(part.notes());
                yield new Added(folder, wanted, winner.module(), "java", part.written(), part.code(), notes);
            }
            case ActionBody.Flow _ -> throw controlFlow(key);
        };
    }

    private static String template(ModuleRegistry.Provided winner) {
        return winner.action().body() instanceof ActionBody.Request ? "http" : "java";
    }

    private static ModuleRegistry.Provided winner(ModuleRegistry registry, String key) {
        ModuleRegistry.Provided winner = registry.action(key).orElseThrow(() -> unknown(key, registry));
        if (winner.action().body() instanceof ActionBody.Flow) {
            throw controlFlow(key);
        }
        return winner;
    }

    /** What the author has to know of it; the layer decides who wins. */
    private static List<String> notes(LoadedModule replaced, String template) {
        List<String> notes = new ArrayList<>();
        if (template.equals("java")) {
            notes.add("The method fails until you write it; the types are those of the action it replaces.");
        }
        if (replaced.layer() == Layer.USER) {
            notes.add("The action it replaces is that of an installed module, which wins over modules of a workspace."
                    + " Install the override too, or uninstall " + replaced.name() + "@" + replaced.version() + ".");
        }
        notes.add("Jobs that ask for exactly " + replaced.version() + " of the module go on using that version.");
        return notes;
    }

    /** The next patch: it fits the ranges that the replaced version fits, and wins beside it. */
    static String later(String version) {
        String plain = version.indexOf('+') < 0 ? version : version.substring(0, version.indexOf('+'));
        int dash = plain.indexOf('-');
        if (dash >= 0) {
            return plain.substring(0, dash);
        }
        int dot = plain.lastIndexOf('.');
        String next = plain.substring(0, dot + 1)
                + new java.math.BigInteger(plain.substring(dot + 1)).add(java.math.BigInteger.ONE);
        return VersionRange.isVersion(next) ? next : plain;
    }

    private static ProblemException controlFlow(String key) {
        return Problem.of(
                        ProblemCode.USAGE_ERROR,
                        "'" + key + "' is control flow, which the program does itself; it cannot be replaced")
                .exception();
    }

    private static ProblemException unknown(String key, ModuleRegistry modules) {
        ObjectNode details = Json.object().put("action", key);
        List<String> near = NearActions.of(key, modules.actions().keySet());
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        String name = key.indexOf('.') < 0 ? key : key.substring(0, key.indexOf('.'));
        Optional<BrokenModule> broken =
                modules.module(name).isEmpty() ? modules.broken(name) : Optional.<BrokenModule>empty();
        return Problem.of(
                        ProblemCode.NOT_FOUND,
                        "There is no action '" + key + "'"
                                + broken.map(BrokenModule::afterMissing).orElse(""))
                .details(details)
                .next(List.of(broken.map(BrokenModule::check)
                        .orElseGet(
                                () -> NextAction.of("list the modules and actions that are there", "module", "list"))))
                .exception();
    }
}
