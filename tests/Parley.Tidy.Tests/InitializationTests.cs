using System.Reflection;
using System.Reflection.Emit;
using Parley.Server.Hosting;
using Parley.Storage;
using Parley.Wire;

namespace Parley.Tidy.Tests;

/// <summary>
/// Static fields begin one way. Two classes whose initializers need each other give a null to whichever of two threads
/// comes second: a fault that shows once in a hundred starts.
/// </summary>
public sealed class InitializationTests
{

    private static readonly Assembly[] Product =
    [
        typeof(ThreadState).Assembly, typeof(SendReader).Assembly, typeof(IStore).Assembly, typeof(ParleyHost).Assembly,
    ];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Fact]
    public void No_two_classes_need_each_other_to_begin() =>
        Offenders.None(InCircles([.. Product.SelectMany(assembly => assembly.GetTypes())]));

    [Fact]
    public void Two_that_do_are_found() =>
        Assert.Equal([typeof(Egg).FullName, typeof(Hen).FullName], InCircles([typeof(Hen), typeof(Egg)]).Order());

    private static IEnumerable<string> InCircles(Type[] types)
    {
        var all = types.Where(Begins).ToHashSet();
        var needs = all.ToDictionary(type => type, type => Reached(type).Where(all.Contains).ToHashSet());
        return all.Where(type => After(needs, type).Contains(type)).Select(type => type.FullName!);
    }

    private static HashSet<Type> After(Dictionary<Type, HashSet<Type>> needs, Type from)
    {
        HashSet<Type> seen = [];
        var open = new Stack<Type>([from]);
        while (open.TryPop(out var type))
        {
            foreach (var next in needs[type].Where(seen.Add)) open.Push(next);
        }

        return seen;
    }

    private static bool Begins(Type type) => type.TypeInitializer is not null && !type.ContainsGenericParameters;

    // Whatever the initializer and the static methods of the same class it calls touch.
    private static IEnumerable<Type> Reached(Type type)
    {
        HashSet<MethodBase> seen = [type.TypeInitializer!];
        var open = new Stack<MethodBase>(seen);
        while (open.TryPop(out var method))
        {
            foreach (var member in Touched(method))
            {
                if (member.DeclaringType is { } owner && owner != type) yield return owner;
                else if (member is MethodBase { IsStatic: true } own && seen.Add(own)) open.Push(own);
            }
        }
    }

    private static IEnumerable<MemberInfo> Touched(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is var first && first == 0xFE ? (short)(0xFE00 | code[at++]) : first;
            var instruction = Codes[value];
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), Arguments(method), null) is { } member
                && member is FieldInfo { IsStatic: true } or MethodBase { IsStatic: true } or ConstructorInfo
                && instruction.Name is not "ldftn")
            {
                yield return member!;
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static Type[]? Arguments(MethodBase method) =>
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;

    private static class Hen
    {
        public static readonly string[] Laid = [.. Egg.Hatched];
    }

    private static class Egg
    {
        public static readonly string[] Hatched = [.. Hen.Laid];
    }
}
