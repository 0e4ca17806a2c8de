package dev.dispatch.archive;

import dev.dispatch.config.Config;
import dev.dispatch.json.Json;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleFiles;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Packs modules, installs them into the user's layer and removes them from it. */
public final class ModuleShipping {

    /** A module of a workspace and what became of it. */
    public record Bootstrapped(Path source, InstalledModule module) {}

    /** A module of a workspace that could not be installed. */
    public record Refused(Path source, Problem problem) {}

    /** What a bootstrap did. */
    public record Bootstrap(List<Bootstrapped> installed, List<Refused> refused) {
        public Bootstrap {
            installed = List.copyOf(installed);
            refused = List.copyOf(refused);
        }
    }

    private static final int MOST_SUGGESTIONS = 3;

    private final String cliVersion;
    private final ModuleStore store;
    private final Function<Path, ModuleLoader.Loading> loader;

    /**
     * Shipping of modules for one home folder.
     *
     * @param store where they are installed
     * @param loader loads the module of a folder of a workspace
     */
    public ModuleShipping(String cliVersion, ModuleStore store, Function<Path, ModuleLoader.Loading> loader) {
        this.cliVersion = cliVersion;
        this.store = store;
        this.loader = loader;
    }

    /**
     * Packs the module of a folder into a bundle; a file that is there is replaced once the new one is whole.
     *
     * @throws ProblemException NOT_FOUND where the folder holds no module; USAGE_ERROR where the bundle would become
     *     part of the next one; POLICY_DENIED; RUNTIME_ERROR with every finding where it cannot be loaded or packed
     */
    public PackedModule pack(Path folder, Path out) {
        LoadedModule module = load(folder);
        PackedModule packed = new ModulePacker(cliVersion).pack(module);
        checkOutside(module, packed, folder, out);
        try {
            BundleCheck.of(packed, packed.id());
            BundleWriter.write(packed.files(), out);
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "The module could not be packed: " + e.getMessage())
                    .exception();
        }
        return packed;
    }

    /**
     * Installs a bundle.
     *
     * @throws ProblemException NOT_FOUND where there is no such file, and as {@link ModuleStore#install} does
     */
    public InstalledModule install(Path bundle) {
        if (!Files.exists(bundle)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "The bundle '" + bundle + "' was not found")
                    .exception();
        }
        if (Files.isDirectory(bundle)) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "'" + bundle + "' is a folder; pack it first")
                    .next(List.of(NextAction.of("see how to pack a module", "module", "pack", "--help")))
                    .exception();
        }
        if (!Files.isRegularFile(bundle)) {
            // Opening a named pipe would wait for somebody to write into it.
            throw Problem.of(ProblemCode.USAGE_ERROR, "'" + bundle + "' is no regular file, so it is no bundle")
                    .exception();
        }
        return store.install(new ZipArchive(bundle), null);
    }

    /**
     * Installs a module from the registry of the configuration.
     *
     * @param asked a version, a tag such as {@code latest}, or a range, of which the highest version is taken
     * @throws ProblemException as {@link RegistryPackages#fetch} and {@link ModuleStore#install} do
     */
    public InstalledModule install(String name, String asked, Optional<Config> config, Fetching around) {
        RegistryPackages.Fetched fetched = new RegistryPackages(config, around).fetch(name, asked);
        InstalledModule module = store.install(fetched.archive(), fetched.id());
        List<Issue> warnings = new ArrayList<>(fetched.warnings());
        warnings.addAll(module.warnings());
        return new InstalledModule(module.id(), module.folder(), module.change(), warnings);
    }

    /**
     * Removes an installed module.
     *
     * @param version which one; empty for the only one
     * @throws ProblemException NOT_FOUND where it is not installed; USAGE_ERROR where several versions are and none is
     *     named
     */
    public InstalledModule uninstall(String name, Optional<String> version) {
        List<ModuleId> all = store.list();
        List<ModuleId> named = all.stream().filter(id -> id.name().equals(name)).toList();
        List<ModuleId> meant = version.isEmpty()
                ? named
                : named.stream()
                        .filter(id -> id.version().equals(version.get()))
                        .toList();
        if (meant.isEmpty()) {
            throw notInstalled(name, version, named, all);
        }
        if (meant.size() > 1) {
            throw severalVersions(name, named);
        }
        ModuleId id = meant.getFirst();
        if (!store.uninstall(id)) {
            throw notInstalled(name, version, List.of(), List.of());
        }
        return new InstalledModule(
                id, store.folder().resolve(id.toString()), InstalledModule.Change.REMOVED, List.of());
    }

    /** Installs every module of a folder of modules; one that cannot be does not keep the others from it. */
    public Bootstrap bootstrap(Path modules) {
        List<Bootstrapped> installed = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Path folder : ModuleFolders.in(modules)) {
            try {
                PackedModule packed = new ModulePacker(cliVersion).pack(load(folder));
                installed.add(new Bootstrapped(folder, store.install(packed, packed.id())));
            } catch (ProblemException e) {
                refused.add(new Refused(folder, e.problem()));
            }
        }
        return new Bootstrap(installed, refused);
    }

    private LoadedModule load(Path folder) {
        if (!Files.isRegularFile(folder.resolve("module.json"))) {
            ObjectNode details = Json.object();
            List<String> below = ModuleFolders.in(folder).stream()
                    .limit(MOST_SUGGESTIONS)
                    .map(Path::toString)
                    .toList();
            if (!below.isEmpty()) {
                details.set("suggestions", Json.texts(below));
            }
            throw Problem.of(ProblemCode.NOT_FOUND, "There is no module in '" + folder + "': it has no module.json")
                    .details(details)
                    .exception();
        }
        return switch (loader.apply(folder)) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module;
            case ModuleLoader.Loading.Failed(BrokenModule broken) -> throw broken(broken);
        };
    }

    private static ProblemException broken(BrokenModule broken) {
        if (broken.denial() != null) {
            return Problem.of(ProblemCode.POLICY_DENIED, broken.denial().message())
                    .details(Json.object()
                            .put("rule", broken.denial().rule())
                            .put("file", broken.denial().file()))
                    .exception();
        }
        List<Issue> issues = broken.issues().isEmpty() ? List.of(broken.issue()) : broken.issues();
        return Problem.of(ProblemCode.RUNTIME_ERROR, "the module cannot be loaded; nothing was written", issues)
                .details(Json.object().put("folder", broken.source()))
                .exception();
    }

    private static void checkOutside(LoadedModule module, PackedModule packed, Path folder, Path out) {
        Path root = real(folder.toAbsolutePath().normalize());
        Path target = out.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "'" + out + "' is a folder; name a file in it, such as "
                                    + target.resolve(packed.id().name() + "-"
                                            + packed.id().version() + ".dpmod.zip"))
                    .exception();
        }
        Path place = real(target.resolveSibling("").normalize()).resolve(String.valueOf(target.getFileName()));
        String name = place.startsWith(root) ? root.relativize(place).toString().replace('\\', '/') : "";
        boolean ofModule = packed.files().containsKey(name)
                || ModuleFiles.wouldTake(module.manifest(), name)
                || ModuleFiles.of(module, root).files().containsKey(name);
        if (!name.isEmpty() && ofModule) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "'" + out + "' belongs to the module, so the next bundle would hold this one; write it"
                                    + " elsewhere")
                    .exception();
        }
    }

    /** Without the links on the way; what is not there yet is below what is. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(String.valueOf(path.getFileName()));
        }
    }

    private static ProblemException notInstalled(
            String name, Optional<String> version, List<ModuleId> named, List<ModuleId> all) {
        ObjectNode details = Json.object();
        List<String> near = named.isEmpty()
                ? NearNames.of(name, all.stream().map(ModuleId::name).distinct().toList())
                : named.stream().map(ModuleId::version).toList();
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        String what = version.map(text -> name + "@" + text).orElse(name);
        return Problem.of(ProblemCode.NOT_FOUND, "The module '" + what + "' is not installed")
                .details(details)
                .next(List.of(NextAction.of("list the modules and their layers", "module", "list")))
                .exception();
    }

    private static ProblemException severalVersions(String name, List<ModuleId> named) {
        List<String> versions = named.stream().map(ModuleId::version).toList();
        List<NextAction> next = named.stream()
                .map(id -> NextAction.of(
                        "remove " + id, "module", "uninstall", "--name", name, "--module-version", id.version()))
                .toList();
        ObjectNode details = Json.object();
        details.set("suggestions", Json.texts(versions));
        return Problem.of(
                        ProblemCode.USAGE_ERROR,
                        "Several versions of '" + name + "' are installed: " + String.join(", ", versions)
                                + "; say which one with --module-version")
                .details(details)
                .next(next)
                .exception();
    }
}
