package dev.dispatch.code;

import dev.dispatch.sdk.ActionException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the classes of modules the calls that would end the whole process in the middle of a run: they fail the
 * step instead. This is for mistakes and for libraries that were made for programs of their own; it keeps nobody out who
 * wants to end the process.
 */
final class ExitGuard {

    private static final String MESSAGE = "The module tried to end the whole program, as System.exit does";

    private ExitGuard() {}

    /**
     * The class with those calls replaced; the same bytes where it has none.
     *
     * @param others the bytes of the module's other classes by their binary name; null for what it has not
     * @param loader which knows all other classes that it refers to
     */
    static byte[] guarded(byte[] bytes, Function<String, byte @Nullable []> others, ClassLoader loader) {
        if (!mentionsExit(bytes)) {
            return bytes;
        }
        ClassHierarchyResolver resolver = ClassHierarchyResolver.ofResourceParsing(type -> opened(type, others))
                .orElse(ClassHierarchyResolver.ofClassLoading(loader));
        ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        try {
            return format.transformClass(
                    format.parse(bytes), ClassTransform.transformingMethodBodies((code, element) -> {
                        if (element instanceof InvokeInstruction call && ends(call)) {
                            fail(code, call);
                        } else {
                            code.with(element);
                        }
                    }));
        } catch (IllegalArgumentException e) {
            // Not a class as the format has it: the VM says so better.
            return bytes;
        }
    }

    /** Not by loading it: that may be what is going on. */
    private static @Nullable InputStream opened(ClassDesc type, Function<String, byte @Nullable []> others) {
        String descriptor = type.descriptorString();
        byte[] bytes =
                others.apply(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    /** Looked for in the bytes, because reading the format costs more than all else of loading a class. */
    private static boolean mentionsExit(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return (text.contains("\0\4exit") || text.contains("\0\4halt"))
                && (text.contains("\0\20java/lang/System") || text.contains("\0\21java/lang/Runtime"));
    }

    private static boolean ends(InvokeInstruction call) {
        String method = call.owner().asInternalName() + "." + call.name().stringValue()
                + call.type().stringValue();
        return switch (method) {
            case "java/lang/System.exit(I)V", "java/lang/Runtime.exit(I)V", "java/lang/Runtime.halt(I)V" -> true;
            default -> false;
        };
    }

    private static void fail(CodeBuilder code, InvokeInstruction call) {
        ClassDesc failure = ActionException.class.describeConstable().orElseThrow();
        code.pop();
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
        code.loadConstant(MESSAGE)
                .invokestatic(failure, "failed", MethodTypeDesc.of(failure, ConstantDescs.CD_String))
                .athrow();
    }
}
