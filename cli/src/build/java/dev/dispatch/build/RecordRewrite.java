package dev.dispatch.build;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes out {@code equals} and {@code hashCode} of records. As compiled, the VM composes them from method handles when
 * one is first called, several milliseconds for each record in every process, and no ahead-of-time cache can hold that.
 */
final class RecordRewrite {
    private static final String BOOTSTRAPS = "java/lang/runtime/ObjectMethods";
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private final ClassFile classFile;
    private int count;

    /** A component: the field that holds it. */
    private record Component(ClassDesc owner, String name, ClassDesc type) {}

    RecordRewrite(JarContent content) {
        this.classFile = content.classFile();
    }

    /** How many methods were rewritten so far. */
    int count() {
        return count;
    }

    byte[] apply(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        if (model.methods().stream().noneMatch(method -> components(method).isPresent())) {
            return bytes;
        }
        ClassTransform methods = (builder, element) -> {
            Optional<List<Component>> components =
                    element instanceof MethodModel method ? components(method) : Optional.empty();
            if (components.isEmpty()) {
                builder.with(element);
                return;
            }
            MethodModel method = (MethodModel) element;
            boolean isEquals = method.methodName().equalsString("equals");
            builder.withMethodBody(
                    method.methodName(), method.methodType(), method.flags().flagsMask(), code -> {
                        if (isEquals) {
                            equalsBody(code, model.thisClass().asSymbol(), components.get());
                        } else {
                            hashCodeBody(code, components.get());
                        }
                    });
            count++;
        };
        byte[] changed = classFile.transformClass(model, methods);
        List<VerifyError> errors = classFile.verify(changed);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(
                    "cannot rewrite " + model.thisClass().asInternalName(), errors.getFirst());
        }
        return changed;
    }

    /** The record's components where the method is one that the compiler left to the VM; {@code toString} stays so. */
    private static Optional<List<Component>> components(MethodModel method) {
        String name = method.methodName().stringValue();
        if (!name.equals("equals") && !name.equals("hashCode")) {
            return Optional.empty();
        }
        return method.code()
                .flatMap(code -> code.elementStream()
                        .filter(InvokeDynamicInstruction.class::isInstance)
                        .map(InvokeDynamicInstruction.class::cast)
                        .filter(call -> call.bootstrapMethod().owner().equals(ClassDesc.ofInternalName(BOOTSTRAPS)))
                        .map(RecordRewrite::components)
                        .findFirst());
    }

    private static List<Component> components(InvokeDynamicInstruction call) {
        List<Component> components = new ArrayList<>();
        for (LoadableConstantEntry argument : call.invokedynamic().bootstrap().arguments()) {
            if (argument.constantValue() instanceof DirectMethodHandleDesc getter) {
                components.add(new Component(
                        getter.owner(),
                        getter.methodName(),
                        getter.invocationType().returnType()));
            }
        }
        return components;
    }

    private static void hashCodeBody(CodeBuilder code, List<Component> components) {
        code.iconst_0();
        for (Component component : components) {
            code.bipush(31).imul();
            code.aload(0).getfield(component.owner(), component.name(), component.type());
            ClassDesc type = component.type();
            if (type.isPrimitive()) {
                code.invokestatic(boxOf(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
            } else {
                code.invokestatic(
                        OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static void equalsBody(CodeBuilder code, ClassDesc self, List<Component> components) {
        Label unequal = code.newLabel();
        code.aload(1).instanceOf(self).ifeq(unequal);
        code.aload(1).checkcast(self).astore(2);
        for (Component component : components) {
            ClassDesc type = component.type();
            code.aload(0).getfield(component.owner(), component.name(), type);
            code.aload(2).getfield(component.owner(), component.name(), type);
            if (!type.isPrimitive()) {
                code.invokestatic(
                                OBJECTS,
                                "equals",
                                MethodTypeDesc.of(
                                        ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                        .ifeq(unequal);
            } else if (TypeKind.from(type).asLoadable() == TypeKind.INT) {
                code.if_icmpne(unequal);
            } else {
                code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                        .ifne(unequal);
            }
        }
        code.iconst_1().ireturn().labelBinding(unequal).iconst_0().ireturn();
    }

    private static ClassDesc boxOf(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
        };
    }
}
