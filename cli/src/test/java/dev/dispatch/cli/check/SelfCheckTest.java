package dev.dispatch.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.Terminal;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.expression.SystemGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {

    @TempDir
    private Path folder;

    @Test
    void theProgramWorksAndNothingOfTheUserIsReadOrWritten() throws IOException {
        write("dispatch.config.json", "{\"policy\": {\"allowHosts\": []}}");
        List<SelfCheckResult> results = check(Optional.of(Terminal.ROOT));
        assertThat(results)
                .hasSizeGreaterThan(8)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("dispatch.config.json"));
        }
    }

    @Test
    void itNeedsNoDistribution() {
        assertThat(check(Optional.empty())).allMatch(SelfCheckResult::passed);
    }

    @Test
    void aDamagedDistributionIsFoundAndTheRestIsStillChecked() throws IOException {
        write("dist/modules/shop/module.json", "{");
        write("dist/jobs/order.job.case.json", "{}");
        assertThat(check(Optional.of(folder.resolve("dist"))))
                .filteredOn(result -> !result.passed())
                .extracting(SelfCheckResult::name)
                .containsExactly("shipped modules", "shipped jobs");
    }

    private List<SelfCheckResult> check(Optional<Path> distribution) {
        InstantSource clock = InstantSource.system();
        return new SelfCheck(
                        new EngineSettings(
                                "1.0.0",
                                folder.resolve("home"),
                                folder,
                                Map.of("DISPATCH_POLICY", "ignored"),
                                distribution,
                                clock,
                                new SplittableRandom(1),
                                new SystemGenerator(clock)),
                        folder)
                .check();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
