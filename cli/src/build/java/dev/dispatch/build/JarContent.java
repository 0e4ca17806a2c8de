package dev.dispatch.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a jar by name, as this Java version sees them: of classes in several versions only the one it loads. */
record JarContent(SortedMap<String, byte[]> files) {
    private static final String VERSIONS = "META-INF/versions/";

    /** Not the very first time that the format knows: the stream adds a field to that one, in which the time zone counts. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    static JarContent read(Path path) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = baseName(entry.getName());
                if (!entry.isDirectory() && !name.equals(JarFile.MANIFEST_NAME) && !isModuleInfo(name)) {
                    JarEntry chosen = jar.getJarEntry(name);
                    if (chosen != null) {
                        files.put(name, jar.getInputStream(chosen).readAllBytes());
                    }
                }
            }
            files.put(JarFile.MANIFEST_NAME, manifestOf(jar));
        }
        return new JarContent(files);
    }

    /** Reads and writes classes of this jar, with the stack maps that their changed code demands. */
    ClassFile classFile() {
        return ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(hierarchy()));
    }

    /** How the classes of the jar and of the JDK inherit from each other. */
    private ClassHierarchyResolver hierarchy() {
        ClassHierarchyResolver fromJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            byte[] bytes = files.get(pathOf(type));
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        return fromJar.orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static String pathOf(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }

    JarContent mapClasses(UnaryOperator<byte[]> change) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.replaceAll((name, bytes) -> name.endsWith(".class") ? change.apply(bytes) : bytes);
        return new JarContent(changed);
    }

    /** The same bytes for the same files on any machine: sorted, one fixed time, stored (a deflater differs). */
    byte[] toJar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            writeStored(zip, JarFile.MANIFEST_NAME, files.get(JarFile.MANIFEST_NAME));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!file.getKey().equals(JarFile.MANIFEST_NAME)) {
                    writeStored(zip, file.getKey(), file.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void writeStored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String baseName(String name) {
        if (!name.startsWith(VERSIONS)) {
            return name;
        }
        int slash = name.indexOf('/', VERSIONS.length());
        return slash < 0 ? name : name.substring(slash + 1);
    }

    private static boolean isModuleInfo(String name) {
        return name.equals("module-info.class") || name.endsWith("/module-info.class");
    }

    private static byte[] manifestOf(JarFile jar) throws IOException {
        Attributes merged = jar.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, merged.getValue(Attributes.Name.MAIN_CLASS));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }
}
