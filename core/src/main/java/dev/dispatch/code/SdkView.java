package dev.dispatch.code;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dispatch.sdk.DispatchModule;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a module sees of the program: the sdk and what the sdk's own artifact brings with it. The packaged program is one
 * jar that holds all its libraries, so it is packages that are shown, not jars.
 */
final class SdkView {

    private static final String[] PACKAGES = {
        "dev.dispatch.sdk",
        "tools.jackson.core",
        "tools.jackson.databind",
        "com.fasterxml.jackson.annotation",
        "org.jspecify.annotations"
    };

    private static final List<Class<?>> ONE_OF_EACH =
            List.of(DispatchModule.class, JacksonException.class, JsonNode.class, JsonProperty.class, Nullable.class);

    private SdkView() {}

    /** Whether the package, or one around it, is shown. */
    static boolean shows(String packageName) {
        for (String shown : PACKAGES) {
            if (packageName.startsWith(shown)
                    && (packageName.length() == shown.length() || packageName.charAt(shown.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    /** The jars and folders of classes that hold what is shown, and perhaps more. */
    static Set<Path> classPath() {
        Set<Path> path = new LinkedHashSet<>();
        for (Class<?> type : ONE_OF_EACH) {
            path.add(origin(type));
        }
        return path;
    }

    /** A name that another build of the program does not have: that of a packaged jar tells its content. */
    static String build() {
        return String.valueOf(origin(SdkView.class).getFileName());
    }

    private static Path origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalStateException(type.getName() + " comes from " + source, e);
        }
    }
}
