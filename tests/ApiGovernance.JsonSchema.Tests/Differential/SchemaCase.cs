using System.Text;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>A schema and values to hold against it.</summary>
internal sealed record SchemaCase(SchemaDialect Dialect, JsonTree Schema, IReadOnlyList<JsonTree> Values, string SchemaText, IReadOnlyList<string> Instances)
{
    public byte[] Bytes(int index) => Encoding.UTF8.GetBytes(Instances[index]);

    /// <summary>The schema compiled in the asked way; a schema of the generator that does not compile is a defect.</summary>
    public CompiledSchema Compile(SchemaCompileOptions? options = null)
    {
        CompileResult result = TestSchemas.TryCompile(SchemaText, Dialect, options: options);
        return result.Schema ?? throw new InvalidOperationException($"{string.Join("; ", result.Problems.Select(p => $"{p.Location}: {p.Message}"))}\n{SchemaText}");
    }

    public override string ToString() => $"{Dialect}\nschema   {SchemaText}\n" + string.Join('\n', Instances.Select(static text => $"instance {text}"));
}

/// <param name="Dialect">2020-12 or draft 7.</param>
/// <param name="Huge">Whether numbers may have more digits than a double holds.</param>
/// <param name="DynamicUris">Whether $dynamicRef may name another resource.</param>
internal sealed record SchemaShape(SchemaDialect Dialect, bool Huge = true, bool DynamicUris = true);

/// <summary>CsCheck's door to the generator. Its size is the length of the text, so CsCheck shrinks to the shortest failing case.</summary>
internal sealed class SchemaCases(int instances, params SchemaShape[] shapes) : Gen<SchemaCase>
{
    public override SchemaCase Generate(PCG pcg, Size? min, out Size size)
    {
        SchemaCase made = Make(new Dice(pcg), instances, shapes);
        size = new Size((ulong)(made.SchemaText.Length + made.Instances.Sum(static text => text.Length)));
        return made;
    }

    /// <summary>Case number <paramref name="index"/> of a seed; each can be made again by itself.</summary>
    public SchemaCase Make(ulong seed, int index) => Make(new Dice(new PCG((uint)index, seed)), instances, shapes);

    private static SchemaCase Make(Dice dice, int instances, SchemaShape[] shapes)
    {
        SchemaShape shape = dice.Pick<SchemaShape>(shapes);
        JsonTree schema = new SchemaWriter(dice, shape).Root();
        var writer = new InstanceWriter(dice, schema, shape.Huge);
        JsonTree[] values = [.. Enumerable.Range(0, instances).Select(_ => writer.Near())];
        string[] texts = [.. values.Select(value => value.Write(dice))];
        return new SchemaCase(shape.Dialect, schema, values, schema.Write(dice), texts);
    }
}
