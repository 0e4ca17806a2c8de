package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program and a registry: from what was packed and published to an action that runs. */
class RegistryInstallTest {

    private static final String TOKEN = "t0k3n-of-the-registry";
    private static final String METADATA = "/npm/@acme%2Fdispatch-module-greeter";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer registry;
    private HttpServer files;

    @BeforeEach
    void aModuleIsPublished() throws Exception {
        registry = server("registry");
        files = server("files");
        Path module = Files.createDirectories(folder.resolve("authors/greeter"));
        Files.writeString(module.resolve("module.json"), """
                {"name": "greeter", "version": "1.2.0", "actions": {"greet": {"description": "Greet.", "effect": "read",
                  "request": {"method": "GET", "path": "/hello"}, "exports": {"word": "$.word"}}}}
                """);
        Path bundle = folder.resolve("greeter.zip");
        succeed("module", "pack", "--path", module.toString(), "--out", bundle.toString());
        byte[] tarball = tarball(bundle);
        String sum = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-512").digest(tarball));
        pages.put("/greeter-1.2.0.tgz", tarball);
        pages.put("/hello", "{\"word\": \"hello\"}".getBytes(StandardCharsets.UTF_8));
        pages.put(METADATA, """
                {"name": "@acme/dispatch-module-greeter", "dist-tags": {"latest": "1.2.0"}, "versions": {"1.2.0":
                  {"dist": {"tarball": "%s/greeter-1.2.0.tgz", "integrity": "sha512-%s"}}}}
                """.formatted(url(files), sum).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("dispatch.config.json"),
                "{\"registry\": {\"url\": \"%s/npm\", \"scope\": \"@acme\", \"authToken\": \"${env.REGISTRY_TOKEN}\"}}"
                        .formatted(url(registry)));
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        files.stop(0);
    }

    @Test
    void aModuleOfTheRegistryIsInstalledAndRunsAndTheTokenStaysAtItsOrigin() throws Exception {
        Execution installed = succeed("module", "install", "--name", "greeter", "--version", "^1.0.0", "--json");
        assertThat(Json.parse(installed.out()).path("change").stringValue()).isEqualTo("added");
        assertThat(Json.parse(installed.out()).path("warnings")).isEmpty();
        assertThat(asked)
                .containsExactly("registry " + METADATA + " Bearer " + TOKEN, "files /greeter-1.2.0.tgz without token");

        Execution run = succeed("run", "greeter.greet", "--base-url", url(files), "--json");
        assertThat(Json.parse(run.out()).path("exports").path("word").stringValue())
                .isEqualTo("hello");
        assertThat(asked).last().isEqualTo("files /hello without token");

        Execution again = succeed("module", "install", "--name", "greeter", "--json");
        assertThat(Json.parse(again.out()).path("change").stringValue()).isEqualTo("unchanged");
        succeed("module", "uninstall", "--name", "greeter");
        assertThat(installed.out() + installed.err() + run.out() + run.err() + again.out() + again.err())
                .doesNotContain(TOKEN);
    }

    @Test
    void aTarballThatWasChangedLeavesNothing() throws Exception {
        byte[] changed = pages.getOrDefault("/greeter-1.2.0.tgz", new byte[0]).clone();
        changed[changed.length / 2] ^= 1;
        pages.put("/greeter-1.2.0.tgz", changed);
        Execution refused = program("module", "install", "--name", "greeter", "--json");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.out()).contains("INVALID_BUNDLE").doesNotContain(TOKEN);
        assertThat(folder.resolve("home/modules")).doesNotExist();
    }

    /** The files of the bundle below {@code package/}, with what makes them a package. */
    private static byte[] tarball(Path bundle) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(packed);
                ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                tar.write(tarEntry("package/" + entry.getName(), zip.readAllBytes()));
            }
            tar.write(tarEntry(
                    "package/package.json",
                    "{\"name\": \"@acme/dispatch-module-greeter\", \"version\": \"1.2.0\"}"
                            .getBytes(StandardCharsets.UTF_8)));
            tar.write(new byte[1024]);
        }
        return packed.toByteArray();
    }

    /** A header of POSIX.1-1988 and the content, both in blocks of 512 bytes. */
    private static byte[] tarEntry(String name, byte[] content) {
        ByteBuffer entry = ByteBuffer.allocate(512 + (content.length + 511) / 512 * 512);
        put(entry, 0, name);
        put(entry, 100, "0000644");
        put(entry, 124, "%011o".formatted(content.length));
        put(entry, 136, "00000000000");
        put(entry, 148, "        0");
        put(entry, 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += entry.get(i) & 0xff;
        }
        put(entry, 148, "%06o\0".formatted(sum));
        return entry.put(512, content).array();
    }

    private static void put(ByteBuffer block, int at, String text) {
        block.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(name + " " + path + " " + (token == null ? "without token" : token));
            byte[] page = pages.get(path);
            exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : page.length);
            if (page != null) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Execution succeed(String... arguments) throws IOException, InterruptedException {
        Execution execution = program(arguments);
        assertThat(execution.exitCode()).as(execution.out() + execution.err()).isZero();
        return execution;
    }

    private Execution program(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "DISPATCH_HOME", folder.resolve("home").toString(),
                "REGISTRY_TOKEN", TOKEN);
        return new PackagedProgram(folder).run(new Invocation(Arrays.asList(arguments), folder, environment, ""));
    }
}
