package dev.dispatch.archive;

import dev.dispatch.config.Config;
import dev.dispatch.config.Registry;
import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds a module in the registry of the configuration, fetches it and holds it against what the registry promises. */
final class RegistryPackages {

    private static final int SHOWN = 5;

    /** A package as it was fetched, and what is to be said of it. */
    record Fetched(Archive archive, ModuleId id, List<Issue> warnings) {}

    private final Registry registry;
    private final String scope;
    private final RegistryClient client;

    /** @throws ProblemException USAGE_ERROR where no registry, or no scope, is configured */
    RegistryPackages(Optional<Config> config, Fetching around) {
        this.registry = config.flatMap(Config::registry)
                .orElseThrow(() ->
                        incomplete("No configuration names a registry; add \"registry\": {\"url\": ..., \"scope\":"
                                + " ...} to dispatch.config.json, or install a bundle with --bundle"));
        this.scope = registry.scope()
                .orElseThrow(() -> incomplete(
                        "The registry has no scope; add 'registry.scope', such as @acme, to " + registry.file()));
        this.client = new RegistryClient(config.orElseThrow(), registry, around);
    }

    private static ProblemException incomplete(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message)
                .next(List.of(NextAction.of("see the options of module install", "module", "install", "--help")))
                .exception();
    }

    /**
     * Fetches a module.
     *
     * @param asked a version, a tag or a range
     * @throws ProblemException NOT_FOUND where there is no such module or version; with findings where the package is
     *     not what the registry promises; as {@link RegistryClient#download} does
     */
    Fetched fetch(String module, String asked) {
        if (!ActionKey.isPart(module)) {
            // It becomes part of a URL.
            throw noName(module);
        }
        String name = scope + "/dispatch-module-" + module;
        PackageVersions versions = new PackageVersions(client.metadata(name));
        String version = versions.wanted(asked).orElseThrow(() -> noVersion(name, asked, module, versions.all()));
        ModuleId id = ModuleId.of(module, version).orElseThrow(() -> noName(module));
        JsonNode dist = versions.dist(version);
        String url = dist.path("tarball").asString("");
        String source = name + "@" + version;
        if (url.isEmpty()) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "The registry " + registry.url() + " does not say where the file of " + source + " is")
                    .exception();
        }
        byte[] bytes = client.download(url, source, dist.path("unpackedSize").asLong(0));
        List<Issue> warnings = checked(source, bytes, dist);
        return new Fetched(new TarArchive(source, bytes), id, warnings);
    }

    private static ProblemException noName(String module) {
        return Problem.of(ProblemCode.USAGE_ERROR, "'" + module + "' is not a name for a module")
                .exception();
    }

    private static List<Issue> checked(String source, byte[] bytes, JsonNode dist) {
        Optional<Integrity> integrity = Integrity.of(
                dist.path("integrity").asString(""), dist.path("shasum").asString(""));
        if (integrity.isPresent() && !integrity.get().holds(bytes)) {
            throw new Faults(source)
                    .fatal(
                            "",
                            "The file of the package is not the one that the registry promises",
                            integrity.get().expected(),
                            integrity.get().actual(bytes));
        }
        if (integrity.filter(Integrity::isStrong).isPresent()) {
            return List.of();
        }
        String message = integrity.isPresent()
                ? "The registry promises only a SHA-1 sum of the file, which somebody could forge"
                : "The registry promises no sum of the file, so a change on the way would not be noticed";
        return List.of(Issue.at(IssueCode.INVALID_BUNDLE, Pointer.ROOT, message)
                .atPath(source)
                .expected("'integrity' with SHA-512 in the metadata of the package")
                .actual(integrity.isPresent() ? "SHA-1" : "none"));
    }

    private ProblemException noVersion(String name, String asked, String module, List<String> all) {
        List<String> shown = all.subList(0, Math.min(SHOWN, all.size()));
        ObjectNode details = Json.object();
        details.set("suggestions", Json.texts(shown));
        List<NextAction> next = new ArrayList<>();
        if (!shown.isEmpty()) {
            next.add(NextAction.of(
                    "install the newest version",
                    "module",
                    "install",
                    "--name",
                    module,
                    "--version",
                    shown.getFirst()));
        }
        return Problem.of(
                        ProblemCode.NOT_FOUND,
                        "The package " + name + " has no version '" + asked + "' in the registry " + registry.url())
                .details(details)
                .next(next)
                .exception();
    }
}
