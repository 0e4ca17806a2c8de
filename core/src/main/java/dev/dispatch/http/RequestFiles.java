package dev.dispatch.http;

import dev.dispatch.json.Json;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.sdk.StatusRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that requests carry: where relative names start, and which policies are asked before one is touched. */
public final class RequestFiles {

    /** Of all files of one request: 64 MiB, as of an answer. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Path folder;
    private final Policies policies;

    /**
     * Files seen from one job.
     *
     * @param folder of the job file, or the working directory where there is none
     */
    public RequestFiles(Path folder, Policies policies) {
        this.folder = folder;
        this.policies = policies;
    }

    /**
     * Why a file cannot be sent.
     *
     * @param message a whole sentence
     * @param denial null unless a policy forbids it
     */
    public record Fault(String message, @Nullable Denial denial) {}

    /** What came of reading a file. */
    @SuppressWarnings("ArrayRecordComponent")
    sealed interface Content {

        /**
         * All of it.
         *
         * @param bytes not copied; nobody changes them afterwards
         */
        record Read(byte[] bytes, String filename) implements Content {}

        record Unread(Fault fault) implements Content {}
    }

    /** Why a file cannot be sent as things are now; empty where it can. Reads nothing of it. */
    public Optional<Fault> faultOf(String written) {
        return switch (find(written)) {
            case Found.Nothing(Fault fault) -> Optional.of(fault);
            case Found.There(Path file) -> {
                try {
                    yield !Files.isReadable(file)
                            ? Optional.of(fault(written, "must not be read"))
                            : Files.size(file) > MOST_BYTES ? Optional.of(tooLarge(written)) : Optional.empty();
                } catch (IOException e) {
                    yield Optional.of(fault(written, "cannot be read"));
                }
            }
        };
    }

    /** What came of looking at a place for a file. */
    public sealed interface Target {

        record Ready(FileSink sink) implements Target {}

        record Refused(Fault fault) implements Target {}
    }

    /** A file that takes the body of an answer; one that is there is replaced. Writes nothing yet. */
    public Target target(String written, List<StatusRange> expected, boolean followsRedirects) {
        Path file;
        try {
            file = folder.resolve(written).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return new Target.Refused(fault(written, "is no name of a file"));
        }
        Optional<Denial> denial = policies.file(file);
        if (denial.isPresent()) {
            return new Target.Refused(denied(denial.get()));
        }
        if (written.isBlank() || written.endsWith("/") || file.getFileName() == null) {
            return new Target.Refused(fault(written, "is no name of a file"));
        }
        if (Files.isSymbolicLink(file)) {
            return new Target.Refused(fault(written, "is a symbolic link; name the file that it leads to"));
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Target.Refused(fault(written, "is a folder"));
        }
        boolean strange =
                Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (strange || isOfKernel(file) || file.startsWith("/dev")) {
            return new Target.Refused(fault(written, "is no regular file"));
        }
        return new Target.Ready(new FileSink(file, expected, followsRedirects));
    }

    /** Whether a name stays below a folder, both as they are written. */
    public boolean isBelow(String writtenFolder, String written) {
        try {
            Path outer = folder.resolve(writtenFolder).toAbsolutePath().normalize();
            Path inner = folder.resolve(written).toAbsolutePath().normalize();
            return inner.startsWith(outer) && !inner.equals(outer);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The SHA-256 of a file as it is now; empty where it cannot be sent. */
    public Optional<String> sha256(String written) {
        return read(written, MOST_BYTES) instanceof Content.Read(byte[] bytes, var _)
                ? Optional.of(Json.sha256(bytes))
                : Optional.empty();
    }

    /**
     * Reads a file.
     *
     * @param most bytes that the request may still carry
     */
    Content read(String written, int most) {
        return switch (find(written)) {
            case Found.Nothing(Fault fault) -> new Content.Unread(fault);
            case Found.There(Path file) -> {
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    byte[] bytes = in.readNBytes(most);
                    yield in.read() < 0
                            ? new Content.Read(bytes, String.valueOf(file.getFileName()))
                            : new Content.Unread(tooLarge(written));
                } catch (AccessDeniedException e) {
                    yield new Content.Unread(fault(written, "must not be read"));
                } catch (IOException e) {
                    yield new Content.Unread(fault(written, "cannot be read"));
                }
            }
        };
    }

    private sealed interface Found {

        /**
         * It can be read.
         *
         * @param file as it really is, so that what the policies saw is what is read
         */
        record There(Path file) implements Found {}

        record Nothing(Fault fault) implements Found {}
    }

    private Found find(String written) {
        Path file;
        try {
            file = folder.resolve(written).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return new Found.Nothing(fault(written, "is no name of a file"));
        }
        Optional<Denial> denial = policies.file(file);
        if (denial.isPresent()) {
            return new Found.Nothing(denied(denial.get()));
        }
        if (Files.isSymbolicLink(file)) {
            return new Found.Nothing(fault(written, "is a symbolic link; name the file that it leads to"));
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Found.Nothing(fault(written, "is a folder"));
        }
        return real(written, file);
    }

    private Found real(String written, Path file) {
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) || isOfKernel(real)) {
                return new Found.Nothing(fault(written, "is no regular file"));
            }
            return policies.file(real)
                    .<Found>map(denial -> new Found.Nothing(denied(denial)))
                    .orElseGet(() -> new Found.There(real));
        } catch (NoSuchFileException e) {
            String place = Path.of(written).isAbsolute() ? "" : "; relative names start from " + folder;
            return new Found.Nothing(fault(written, "is not there" + place));
        } catch (IOException e) {
            return new Found.Nothing(fault(written, "cannot be read"));
        }
    }

    /** These look like files; they hold the variables of processes, and some never end. */
    private static boolean isOfKernel(Path real) {
        return real.startsWith("/proc") || real.startsWith("/sys");
    }

    private static Fault denied(Denial denial) {
        return new Fault(denial.message(), denial);
    }

    private static Fault tooLarge(String written) {
        return fault(written, "is too large: the files of a request may have " + MOST_BYTES + " bytes together");
    }

    private static Fault fault(String written, String why) {
        return new Fault("The file '" + written + "' " + why, null);
    }
}
