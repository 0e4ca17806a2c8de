package dev.dispatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dispatch.file.AppendLog;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Nothing gets past the redaction: who may write files, who may tell listeners, and who may start other programs, as closed
 * lists. Who adds to one of them says where the secrets are taken out.
 */
class OneGateTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dispatch");

    private static final Set<String> WRITING_FILES = Set.of(
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "createTempFile",
            "createFile",
            "copy",
            "move");

    /** The outermost classes of the engine that do something. */
    private static Set<String> classesWith(Predicate<JavaAccess<?>> something) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean engine = !type.getPackageName().startsWith("dev.dispatch.sdk")
                    && !type.getPackageName().startsWith("dev.dispatch.demo");
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (engine && something.test(access)) {
                    String name = type.getName().substring("dev.dispatch.".length());
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

    private static boolean calls(JavaAccess<?> access, Class<?> type, String name) {
        return access.getName().equals(name) && access.getTargetOwner().isEquivalentTo(type);
    }

    private static boolean writesAFile(JavaAccess<?> access) {
        return makes(access, FileOutputStream.class)
                || makes(access, RandomAccessFile.class)
                || makes(access, FileWriter.class)
                || makes(access, PrintWriter.class)
                || calls(access, FileChannel.class, "open")
                || calls(access, AtomicFile.class, "write")
                || calls(access, AppendLog.class, "open")
                || (access.getTargetOwner().isEquivalentTo(Files.class) && WRITING_FILES.contains(access.getName()));
    }

    @Test
    void filesAreWrittenByTheseClassesOnly() {
        assertThat(classesWith(OneGateTest::writesAFile))
                .containsExactlyInAnyOrder(
                        // How files are written, for those below.
                        "file.AppendLog",
                        "file.AtomicFile",
                        "file.FileLock",
                        // Into a text, which goes on from there as every other one.
                        "problem.Breakage",
                        // Records; all of it was redacted by RunEvents, StartDocuments or LateSecrets.
                        "record.FolderFiles",
                        // The same records in the segments of a batch, and one of them as a folder again.
                        "segment.SegmentWriter",
                        "segment.SegmentReader",
                        "record.BatchedRuns",
                        // Results and rows of a batch: inputs and outputs redacted by BatchExecution and RowsFile.
                        "batch.BatchLedger",
                        "batch.RowsFile",
                        // What users store to have it again.
                        "state.StateFile",
                        "memory.MemoryImport",
                        // An answer, where a step says that it goes to a file.
                        "http.FileSink",
                        // Jobs and modules as they were written; no run has anything to do with them.
                        "engine.JobImport",
                        "authoring.NewFolder",
                        "authoring.OverriddenModule",
                        // Reports and bundles: what a record holds, once more; whole folders of records.
                        "file.StreamedFile",
                        "record.RunFolders",
                        "archive.FolderTree",
                        "archive.ModuleStore",
                        "archive.ZipArchive",
                        "code.ClassCache");
    }

    @Test
    void onlyRecordersHaveTheFolderOfARecord() {
        assertThat(classesWith(access -> access.getName().equals("open")
                        && access.getTargetOwner().getName().equals("dev.dispatch.record.FolderFiles")))
                // A record of a batch that became large; it holds what a recorder gave it.
                .containsExactly("record.BatchedRecord", "record.RunRecorder");
    }

    /** {@code RunListener} itself passes on what it was told. */
    @Test
    void listenersAreToldByTheRedactedEventsOnly() {
        assertThat(classesWith(access ->
                        access.getName().equals("on") && access.getTargetOwner().isAssignableTo(RunListener.class)))
                .containsExactlyInAnyOrder("run.RunEvents", "run.RunListener");
    }

    /** An event that is made elsewhere has not been on the way to {@code RunEvents}. */
    @Test
    void eventsOfARunAreMadeWhereItRuns() {
        assertThat(classesWith(access -> access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && access.getTargetOwner().isAssignableTo(RunEvent.class)))
                .allMatch(name -> name.startsWith("run."));
    }

    /** So nothing of a run can stand on the command line of another program. */
    @Test
    void theEngineStartsNoOtherProgram() {
        assertThat(classesWith(access -> makes(access, ProcessBuilder.class) || calls(access, Runtime.class, "exec")))
                .isEmpty();
    }
}
