package dev.dispatch.build;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each pattern switch over types a method of its own. As compiled, the VM makes a hidden class for such a switch
 * when it is first reached, which no ahead-of-time cache can hold: some milliseconds for each, in every process.
 */
final class SwitchRewrite {
    private static final String BOOTSTRAPS = "java/lang/runtime/SwitchBootstraps";

    private final ClassFile classFile;
    private int count;

    SwitchRewrite(JarContent content) {
        this.classFile = content.classFile();
    }

    /** How many switches were rewritten so far. */
    int count() {
        return count;
    }

    byte[] apply(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        if (model.majorVersion() < ClassFile.JAVA_21_VERSION) {
            return bytes;
        }
        Map<List<ClassDesc>, String> methods = new LinkedHashMap<>();
        CodeTransform calls = (builder, element) -> {
            List<ClassDesc> types = typesOf(element);
            if (types.isEmpty()) {
                builder.with(element);
            } else {
                call(builder, model, methods.computeIfAbsent(types, _ -> "switch$" + methods.size()), element);
            }
        };
        ClassTransform addMethods =
                ClassTransform.endHandler(builder -> methods.forEach((types, name) -> addMethod(builder, name, types)));
        byte[] changed = classFile.transformClass(
                model, ClassTransform.transformingMethodBodies(calls).andThen(addMethods));
        if (methods.isEmpty()) {
            return bytes;
        }
        List<VerifyError> errors = classFile.verify(changed);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(
                    "cannot rewrite " + model.thisClass().asInternalName(), errors.getFirst());
        }
        return changed;
    }

    /** The types of a switch that looks at nothing but types; none for every other element. */
    private static List<ClassDesc> typesOf(CodeElement element) {
        if (!(element instanceof InvokeDynamicInstruction call) || !isTypeSwitch(call.invokedynamic())) {
            return List.of();
        }
        List<ClassDesc> types = new ArrayList<>();
        for (LoadableConstantEntry label : call.invokedynamic().bootstrap().arguments()) {
            ConstantDesc constant = label.constantValue();
            if (!(constant instanceof ClassDesc type)) {
                return List.of();
            }
            types.add(type);
        }
        return types;
    }

    private static boolean isTypeSwitch(InvokeDynamicEntry entry) {
        return entry.name().equalsString("typeSwitch")
                && entry.bootstrap()
                        .bootstrapMethod()
                        .reference()
                        .owner()
                        .asInternalName()
                        .equals(BOOTSTRAPS);
    }

    private void call(CodeBuilder builder, ClassModel model, String name, CodeElement element) {
        MethodTypeDesc type = ((InvokeDynamicInstruction) element).typeSymbol();
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        builder.invokestatic(model.thisClass().asSymbol(), name, general(type), isInterface);
        count++;
    }

    /** The value may have any static type at the call; the method takes them all. */
    private static MethodTypeDesc general(MethodTypeDesc type) {
        return type.changeParameterType(0, ConstantDescs.CD_Object);
    }

    /**
     * What the VM's own method answers (JEP 441): -1 for null, else the place of the first type from the given place on
     * that the value is of, else the number of types.
     */
    private static void addMethod(ClassBuilder builder, String name, List<ClassDesc> types) {
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(name, type, flags, code -> {
            Label notNull = code.newLabel();
            code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
            for (int i = 0; i < types.size(); i++) {
                Label next = code.newLabel();
                code.iload(1).loadConstant(i).if_icmpgt(next);
                code.aload(0).instanceOf(types.get(i)).ifeq(next);
                code.loadConstant(i).ireturn().labelBinding(next);
            }
            code.loadConstant(types.size()).ireturn();
        });
    }
}
