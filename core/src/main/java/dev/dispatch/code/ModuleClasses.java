package dev.dispatch.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one module. It sees those of the JDK, the packages of {@link SdkView} and its own; what its jars name as
 * their {@code Class-Path} is not looked at. Another module, or another version of this one, has a loader of its own.
 */
final class ModuleClasses extends ClassLoader implements AutoCloseable {

    private static final int LARGEST_CLASS = 16 * 1024 * 1024;

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader program = SdkView.class.getClassLoader();
    private final Map<String, byte[]> compiled;
    private final List<JarFile> jars;

    private ModuleClasses(String module, Map<String, byte[]> compiled, List<JarFile> jars) {
        super(module, getPlatformClassLoader());
        this.compiled = compiled;
        this.jars = List.copyOf(jars);
    }

    /** @param compiled the classes by their binary name */
    static ModuleClasses of(String module, Map<String, byte[]> compiled) {
        return new ModuleClasses(module, compiled, List.of());
    }

    /**
     * Opens the jars, which stay open.
     *
     * @param jars searched in this order
     * @throws IOException where one of them is none
     */
    static ModuleClasses open(String module, List<Path> jars) throws IOException {
        List<JarFile> open = new ArrayList<>();
        try {
            for (Path jar : jars) {
                open.add(new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version()));
            }
        } catch (IOException e) {
            for (JarFile jar : open) {
                jar.close();
            }
            throw e;
        }
        return new ModuleClasses(module, Map.of(), open);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SdkView.shows(packageOf(name)) ? program.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = bytes(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] guarded = ExitGuard.guarded(bytes, this::bytes, this);
            return defineClass(name, guarded, 0, guarded.length);
        } catch (UncheckedIOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte @Nullable [] bytes(String name) {
        byte[] bytes = compiled.get(name);
        return bytes == null ? fromJars(name.replace('.', '/') + ".class") : bytes;
    }

    private byte @Nullable [] fromJars(String file) {
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(file);
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readNBytes(LARGEST_CLASS + 1);
                    if (bytes.length > LARGEST_CLASS) {
                        throw new IOException(file + " in " + jar.getName() + " is larger than 16 MiB");
                    }
                    return bytes;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return null;
    }

    /** Whether a file of any of the jars unpacks to more bytes; it is not believed what the jar says of its size. */
    boolean isLarger(String file, int most) throws IOException {
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(file);
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    if (in.readNBytes(most + 1).length > most) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (JarFile jar : jars) {
            if (jar.getEntry(name) != null) {
                return url(jar, name);
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> found = new ArrayList<>();
        for (JarFile jar : jars) {
            if (jar.getEntry(name) != null) {
                found.add(url(jar, name));
            }
        }
        return Collections.enumeration(found);
    }

    private static URL url(JarFile jar, String name) {
        try {
            // The name may hold what a URI may not, so it is quoted as a path is.
            String quoted = new URI(null, null, "/" + name, null).getRawPath();
            return URI.create("jar:" + Path.of(jar.getName()).toUri() + "!" + quoted)
                    .toURL();
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }

    private static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
