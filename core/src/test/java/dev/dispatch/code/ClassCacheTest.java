package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    private static final byte[] CONTENT = "classes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        ClassCache cache = cache("1");
        Path file = cache.file("a", ".jar");
        assertThat(cache.read(file)).isEmpty();
        cache.write(file, CONTENT);
        assertThat(cache.read(file)).contains(CONTENT);
    }

    @Test
    void otherCodeAndAnotherVersionOfTheProgramHaveOtherFiles() {
        assertThat(Stream.of(
                        cache("1").file("a", ".jar"),
                        cache("1").file("b", ".jar"),
                        cache("2").file("a", ".jar"),
                        cache("1").file("a", ".json")))
                .doesNotHaveDuplicates();
        assertThat(cache("1").file("a", ".jar")).isEqualTo(cache("1").file("a", ".jar"));
    }

    @Test
    void whatNobodyUsedForLongIsRemovedWithTheNextWrite() throws IOException {
        ClassCache cache = cache("1");
        Path old = written(cache, "old", ClassCache.LONGEST_UNUSED.plusDays(1));
        Path leftover = old.resolveSibling(".dispatch-1.tmp");
        Files.write(leftover, CONTENT);
        age(leftover, ClassCache.LONGEST_UNUSED.plusDays(1));
        Path recent = written(cache, "recent", ClassCache.LONGEST_UNUSED.minusDays(1));
        cache.write(cache.file("new", ".jar"), CONTENT);
        assertThat(old).doesNotExist();
        assertThat(leftover).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void readingCountsAsUse() throws IOException {
        ClassCache cache = cache("1");
        Path file = written(cache, "old", ClassCache.LONGEST_UNUSED.plusDays(1));
        cache.read(file);
        cache.write(cache.file("new", ".jar"), CONTENT);
        assertThat(file).exists();
    }

    @Test
    void theNumberOfFilesIsBounded() throws IOException {
        ClassCache cache = cache("1");
        Path longestUnused = written(cache, "first", Duration.ofDays(2));
        for (int i = 0; i < ClassCache.MOST_FILES; i++) {
            Files.write(longestUnused.resolveSibling("file-" + i), CONTENT);
        }
        cache.write(cache.file("new", ".jar"), CONTENT);
        assertThat(longestUnused).doesNotExist();
        try (Stream<Path> files = Files.list(longestUnused.resolveSibling(""))) {
            assertThat(files).hasSize(ClassCache.MOST_FILES);
        }
        assertThat(cache.file("new", ".jar")).exists();
    }

    private ClassCache cache(String version) {
        return new ClassCache(home.resolve("cache/modules"), version);
    }

    private static Path written(ClassCache cache, String code, Duration unused) throws IOException {
        Path file = cache.file(code, ".jar");
        cache.write(file, CONTENT);
        age(file, unused);
        return file;
    }

    private static void age(Path file, Duration unused) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(unused)));
    }
}
