package dev.dispatch.build;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.util.List;

/**
 * Brings classes of old class-file versions to the current one, with the stack maps that it demands. The ahead-of-time
 * cache leaves out whatever needs the verifier of before Java 7.
 */
final class ClassUpgrade {
    private final ClassFile classFile;
    private int count;

    ClassUpgrade(JarContent content) {
        this.classFile = content.classFile();
    }

    /** How many classes were changed so far. */
    int count() {
        return count;
    }

    byte[] apply(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_7_VERSION) {
            return bytes;
        }
        ClassTransform currentVersion = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.latestMajorVersion(), 0);
            } else {
                builder.with(element);
            }
        };
        byte[] upgraded = classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(currentVersion));
        List<VerifyError> errors = classFile.verify(upgraded);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(
                    "cannot upgrade " + model.thisClass().asInternalName(), errors.getFirst());
        }
        count++;
        return upgraded;
    }
}
