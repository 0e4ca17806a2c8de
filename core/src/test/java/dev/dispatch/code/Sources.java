package dev.dispatch.code;

import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Java of test modules, and jars made of it. */
final class Sources {

    private Sources() {}

    static SortedMap<String, byte[]> classes(String source) {
        return switch (SourceCompiler.compile(Path.of("Test.java"), source)) {
            case SourceCompiler.Compilation.Compiled(SortedMap<String, byte[]> classes) -> classes;
            case SourceCompiler.Compilation.Failed(List<Issue> issues) -> throw new AssertionError(issues.toString());
        };
    }

    /** A jar as another build tool makes it: classes and other files, deflated. */
    static Path jar(Path file, Map<String, byte[]> classes, Map<String, String> files) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> other : files.entrySet()) {
                jar.putNextEntry(new JarEntry(other.getKey()));
                jar.write(other.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                jar.putNextEntry(new JarEntry(type.getKey().replace('.', '/') + ".class"));
                jar.write(type.getValue());
            }
        }
        return file;
    }
}
