package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdCallTest {

    @Test
    void aPlainCallLoadsNeitherTlsNorSuffixesNorBrotliAndTheProcessEnds(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("classes.txt");
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"))) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xlog:class+load:file=" + log,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.dispatch.http.ColdCall",
                            server.url() + "/")
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
            assertThat(server.seen()).extracting(seen -> seen.header("cookie")).containsExactly("sid=1");
        }
        List<String> loaded = loaded(log);
        assertThat(loaded).contains("okhttp3.OkHttpClient", "dev.dispatch.http.HttpTransport");
        assertThat(loaded)
                .noneMatch(name -> name.startsWith("okhttp3.internal.publicsuffix")
                        || name.startsWith("org.brotli")
                        || name.startsWith("sun.security.validator")
                        || name.startsWith("sun.security.x509"));
        // OkHttp asks for the list of providers; that one is named there and stays without work.
        assertThat(loaded.stream().filter(name -> name.startsWith("sun.security.ssl.")))
                .isSubsetOf("sun.security.ssl.SunJSSE");
    }

    private static List<String> loaded(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(line.lastIndexOf("] ") + 2).split(" ", 2)[0])
                .toList();
    }
}
