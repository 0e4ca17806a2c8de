package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobImportTest {

    private static final String JOB =
            "{\"schemaVersion\":1,\"jobType\":\"t\",\"scenario\":{\"steps\":[{\"action\":\"flow.log\"}]}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.job.case.json, a.job.case.json",
        "a.job.seed.json, a.job.seed.json",
        "a.json, a.job.case.json",
        "a, a.job.case.json",
        ".json, job.job.case.json",
        "..seed.json, _.seed.job.case.json",
        "-x y.json, _x_y.job.case.json",
        "ä.json, ä.job.case.json"
    })
    void aFileGetsAHarmlessNameWithTheSuffixOfAJob(String given, String taken) throws IOException {
        ImportedJob job = bring(given, JOB);
        assertThat(job.path()).isEqualTo(imported().resolve(taken));
        assertThat(Files.readString(job.path())).isEqualTo(JOB);
        assertThat(job.warnings()).isEmpty();
    }

    @Test
    void nothingIsEverWrittenOver() throws IOException {
        assertThat(bring("a.json", JOB).added()).isTrue();
        assertThat(bring("a.json", JOB).added()).isFalse();
        ImportedJob other = bring("a.json", JOB + "\n");
        assertThat(other.added()).isTrue();
        assertThat(other.path().getFileName().toString()).matches("a-[0-9a-f]{8}\\.job\\.case\\.json");
        assertThat(bring("a.json", JOB + "\n")).isEqualTo(new ImportedJob(other.path(), false, other.warnings()));
        assertThat(Files.readString(imported().resolve("a.job.case.json"))).isEqualTo(JOB);
        Files.writeString(other.path(), "changed by hand");
        assertThatThrownBy(() -> bring("a.json", JOB + "\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is another file already");
        assertThat(Files.readString(other.path())).isEqualTo("changed by hand");
    }

    @Test
    void whatIsNoJobLeavesNothingBehind() {
        for (String text : new String[] {"{", "[]", "{\"schemaVersion\":1,\"jobType\":\"t\"}"}) {
            assertThatThrownBy(() -> bring("a.json", text))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("is no job file");
        }
        assertThat(imported()).doesNotExist();
    }

    private ImportedJob bring(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("mail")).resolve(name);
        Files.writeString(file, text);
        return new JobImport(imported()).bring(file);
    }

    private Path imported() {
        return folder.resolve("jobs/imported");
    }
}
