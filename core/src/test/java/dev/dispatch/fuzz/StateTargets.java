package dev.dispatch.fuzz;

import dev.dispatch.config.Config;
import dev.dispatch.config.ConfigFiles;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.memory.MemoryExport;
import dev.dispatch.memory.MemoryImport;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.IssueList;
import dev.dispatch.state.ActionDefaults;
import dev.dispatch.state.RuntimeOverrides;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a home folder and of a project. */
final class StateTargets {

    private static final List<String> CONFIG = List.of("""
            {"$schema": "https://example.com/s.json", "registry": {"url": "https://registry.example.com/npm", "scope": "acme",
             "authToken": "${env.API_TOKEN}"}, "modules": {"payments": {"repo": "acme/payments", "version": "^1.0.0"}},
             "policy": {"allowHosts": ["*.example.com:443", "10.0.0.0/8"], "denyHosts": ["[::1]"], "methods": ["GET"]},
             "http": {"baseUrl": "https://api.example.com/v1", "defaultHeaders": {"X-Client": "dispatch"}, "timeout": "5s",
             "auth": {"type": "basic", "username": "u", "password": "${env.LOGIN_PASSWORD}"},
             "proxy": {"url": "http://127.0.0.1:3128", "bypass": [".example.com"]}, "tls": {"insecure": false}}}""");

    private static final List<String> POLICY = List.of("""
            {"allowHosts": ["api.example.com", "*.internal.example.com:8443", "10.0.0.0/8"], "denyHosts": ["169.254.169.254"],
             "methods": ["GET", "POST"], "effects": ["read"], "privateAddresses": "deny", "env": ["API_*"], "files": ["./data"],
             "codeModules": "deny", "insecureTls": "deny"}""");

    private static final List<String> WORDS = List.of(
            "registry",
            "modules",
            "policy",
            "http",
            "allowHosts",
            "denyHosts",
            "allow",
            "deny",
            "methods",
            "codeModules",
            "effects",
            "env",
            "files",
            "privateAddresses",
            "defaultHeaders",
            "timeout",
            "auth",
            "type",
            "bearer",
            "aws-sigv4",
            "proxy",
            "bypass",
            "none",
            "tls",
            "ca",
            "certificate",
            "key",
            "keystore",
            "insecure",
            "${env.API_TOKEN}",
            "*.a.example",
            "192.0.2.1",
            "::ffff:127.0.0.1",
            "0x7f.1",
            "2130706433",
            "xn--a",
            "10.0.0.0/33",
            "[fe80::1%eth0]",
            "localhost.",
            "GET",
            "read",
            "x-note",
            "$schema",
            "*");

    private StateTargets() {}

    static List<FuzzTarget> all(Surroundings around) {
        return List.of(
                config(around.below("config")),
                policy(around.below("policy")),
                memory(around.below("memory")),
                memoryImport(around.below("import")),
                defaults(around.below("defaults")),
                overrides(around.below("overrides")));
    }

    private static FuzzTarget config(Surroundings around) {
        return FuzzTarget.ofTexts("config", 15, CONFIG, WORDS, text -> {
            Path file = around.write("dispatch.config.json", FuzzTarget.bytes(text));
            load(new ConfigFiles(List.of(file), Optional.empty()));
        });
    }

    private static FuzzTarget policy(Surroundings around) {
        return FuzzTarget.ofTexts("policy", 15, POLICY, WORDS, text -> {
            Path file = around.write("policy.json", FuzzTarget.bytes(text));
            load(new ConfigFiles(List.of(), Optional.of(file)));
        });
    }

    private static void load(ConfigFiles files) {
        Config.Loading loading = Config.load(files, Surroundings.ENVIRONMENT, new SystemGenerator(Surroundings.CLOCK));
        if (loading instanceof Config.Loading.Loaded(Config config)) {
            ask(config.policies());
            LanguageTargets.check(!config.toString().contains("s3cr3t"), "a secret is shown");
        } else {
            throw new Refused();
        }
    }

    private static void ask(Policies policies) {
        policies.host("api.example.com", 443);
        policies.host("::ffff:127.0.0.1", 80);
        policies.hiddenAddress("127.1");
        policies.method("POST");
        policies.variable("API_TOKEN");
        policies.file(Path.of("/tmp/x"));
        policies.toJson();
    }

    private static FuzzTarget memory(Surroundings around) {
        MemoryStore store = new MemoryStore(around.folder().resolve("memory"));
        store.store("n", "a.b", Json.text("c"));
        Surroundings files = new Surroundings(store.file("n").resolveSibling("."));
        String name = String.valueOf(store.file("n").getFileName());
        List<String> corpus =
                List.of("{\"a\": {\"b\": \"c\", \"d\": [1, {\"e\": null}]}, \"user\": {\"id\": 7}}", "{}");
        return FuzzTarget.ofTexts("memory", 30, corpus, List.of("a", "b", "user", "a.b", "."), text -> {
            files.write(name, FuzzTarget.bytes(text));
            store.read("n");
            store.recall("n", "a.b");
            store.list("n", null);
            store.keys("n", "a");
            MemoryExport.of(store, List.of("n")).toJson(Surroundings.CLOCK.instant());
        });
    }

    private static FuzzTarget memoryImport(Surroundings around) {
        MemoryImport imports = new MemoryImport(new MemoryStore(around.folder().resolve("memory")), false);
        List<String> corpus = List.of("""
                {"dispatchMemory": 1, "exportedAt": "2026-03-06T16:21:16Z", "namespaces": {"a": {"b": 1}, "c": {"d": {"e": []}}}}""");
        List<String> words = List.of("dispatchMemory", "exportedAt", "namespaces", "a", "a.b", "a/b", "A");
        return FuzzTarget.ofTexts("memory-import", 20, corpus, words, text -> {
            JsonSource source;
            try {
                source = JsonSource.read(text);
            } catch (JsonSyntaxException e) {
                throw new Refused();
            }
            IssueList issues = IssueList.about(source);
            MemoryExport export = MemoryExport.parse(source, issues);
            if (!issues.isEmpty()) {
                throw new Refused();
            }
            imports.preview(export);
        });
    }

    private static FuzzTarget defaults(Surroundings around) {
        ActionDefaults defaults = new ActionDefaults(around.folder().resolve(ActionDefaults.FILE));
        List<String> corpus = List.of("{\"http.request\": {\"method\": \"POST\"}, \"shop.get\": {\"id\": 1}}");
        return FuzzTarget.ofTexts("defaults", 20, corpus, List.of("http.request", "shop.get"), text -> {
            around.write(ActionDefaults.FILE, FuzzTarget.bytes(text));
            defaults.read();
        });
    }

    private static FuzzTarget overrides(Surroundings around) {
        RuntimeOverrides overrides = new RuntimeOverrides(around.folder().resolve(RuntimeOverrides.FILE));
        List<String> corpus = List.of("{\"user\": {\"id\": 7}, \"n\": 1}");
        return FuzzTarget.ofTexts("overrides", 20, corpus, List.of("user", "n"), text -> {
            around.write(RuntimeOverrides.FILE, FuzzTarget.bytes(text));
            overrides.read();
        });
    }
}
