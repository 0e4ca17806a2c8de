package dev.dispatch.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a folder can be written to, or made where it is not there yet. Makes no folder and leaves no file. */
final class WritableCheck {

    private WritableCheck() {}

    /** @param otherwise what to do where the folder cannot be made writable */
    static CheckResult of(String name, Path folder, String otherwise) {
        Optional<String> fault = fault(folder);
        if (fault.isPresent()) {
            return CheckResult.fail(name, fault.get(), "make it a folder that you can write to, or " + otherwise);
        }
        return CheckResult.ok(
                name, Files.exists(folder) ? folder.toString() : folder + " is not there yet and can be made");
    }

    /** The folder itself, or the nearest one above it that is there. */
    static Path nearest(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        while (at.getParent() != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = at.getParent();
        }
        return at;
    }

    private static Optional<String> fault(Path folder) {
        Path there = nearest(folder);
        if (!Files.isDirectory(there)) {
            return Optional.of(there + " is not a folder");
        }
        if (!there.equals(folder.toAbsolutePath().normalize())) {
            return Files.isWritable(there)
                    ? Optional.empty()
                    : Optional.of(folder + " is not there, and " + there + " cannot be written to");
        }
        try {
            Files.delete(Files.createTempFile(there, ".dispatch-doctor-", ".tmp"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(there + " cannot be written to");
        }
    }
}
