package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dispatch.file.AppendLog;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.StreamedFile;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a run gets past the redaction by way of the command line: who of it may write files, make temporary ones and
 * start other programs, as closed lists. Who adds to one of them says why no secret is in it. The engine has a test like
 * this of its own.
 */
class OneGateTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dispatch.cli");

    private static final Set<String> WRITING_FILES = Set.of(
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "newByteChannel",
            "createFile",
            "copy",
            "move");

    private static final Set<String> MAKING_TEMPORARY_FILES = Set.of("createTempFile", "createTempDirectory");

    /** The outermost classes of the command line that do something. */
    private static Set<String> classesWith(Predicate<JavaAccess<?>> something) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (something.test(access)) {
                    String name = type.getName().substring("dev.dispatch.cli.".length());
                    int inner = name.indexOf('$');
                    found.add(inner < 0 ? name : name.substring(0, inner));
                }
            }
        }
        return found;
    }

    private static boolean makes(JavaAccess<?> access, Class<?> type) {
        return access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && access.getTargetOwner().isEquivalentTo(type);
    }

    private static boolean calls(JavaAccess<?> access, Class<?> type, Set<String> names) {
        return access.getTargetOwner().isEquivalentTo(type) && names.contains(access.getName());
    }

    private static boolean writesAFile(JavaAccess<?> access) {
        return makes(access, FileOutputStream.class)
                || makes(access, RandomAccessFile.class)
                || makes(access, FileWriter.class)
                || calls(access, FileChannel.class, Set.of("open"))
                || calls(access, AtomicFile.class, Set.of("write"))
                || calls(access, StreamedFile.class, Set.of("write"))
                || calls(access, AppendLog.class, Set.of("open"))
                || calls(access, Files.class, WRITING_FILES);
    }

    @Test
    void theImportFoundTheCommandLine() {
        assertThat(CLASSES.size()).isGreaterThan(150);
    }

    @Test
    void filesAreWrittenByTheseClassesOnly() {
        assertThat(classesWith(OneGateTest::writesAFile))
                .containsExactlyInAnyOrder(
                        // The streams of the process; what goes to them was redacted by who shows it.
                        "Main",
                        // What a fault of the program says, redacted.
                        "CrashReport",
                        // The documents of the program; no run has anything to do with them.
                        "Documents",
                        "skill.SkillFolder",
                        // Reports: what a record holds, once more.
                        "command.OutputFile",
                        // Jobs that are made of a record or of what a user gave.
                        "command.WrittenJob",
                        // What users stored to have it again.
                        "command.MemoryExportCommand",
                        // Jobs of its own, to try the program with.
                        "Training",
                        "check.SelfCheckRun");
    }

    /** So what a run knows cannot stand in a temporary file: nobody who is told of a run makes one. */
    @Test
    void temporaryFilesHoldNothingOfARun() {
        assertThat(classesWith(access -> calls(access, Files.class, MAKING_TEMPORARY_FILES)))
                .containsExactlyInAnyOrder(
                        // What a fault of the program says, redacted, where the home cannot be written to.
                        "CrashReport",
                        // Whether a folder can be written to and what time it gives; they hold nothing.
                        "check.WritableCheck",
                        "check.ClockCheck",
                        // Jobs of its own, to try the program with.
                        "check.TemporaryFolder",
                        "Training");
    }

    /** So no secret of a run can stand on the command line of another program: none of these is told of a run. */
    @Test
    void otherProgramsAreStartedWithFixedArgumentsOnly() {
        Set<String> starting = classesWith(
                access -> makes(access, ProcessBuilder.class) || calls(access, Runtime.class, Set.of("exec")));
        assertThat(starting)
                .containsExactlyInAnyOrder(
                        // node --version.
                        "check.RuntimeCheck",
                        // npx with the name of a repository of the manifest of a module.
                        "skill.SkillInstaller",
                        // The program itself with jobs of its own.
                        "Training");
        for (JavaClass type : CLASSES) {
            if (starting.contains(type.getName().substring("dev.dispatch.cli.".length()))) {
                assertThat(type.getDirectDependenciesFromSelf())
                        .as(type.getName())
                        .noneMatch(use -> Set.of("dev.dispatch.run", "dev.dispatch.record", "dev.dispatch.plan")
                                .contains(use.getTargetClass().getPackageName()));
            }
        }
    }
}
