package dev.dispatch.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that count, absolute.
 *
 * @param files of configuration, each there, the weakest first
 * @param policy the file that {@code DISPATCH_POLICY} names, there or not
 */
public record ConfigFiles(List<Path> files, Optional<Path> policy) {
    public ConfigFiles {
        files = List.copyOf(files);
    }
}
