using ApiGovernance.JsonSchema;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>The sets as files, so that another language's process has the same bytes: <c>NAME.schema.json</c>, <c>NAME.valid.json</c>, <c>NAME.invalid-0.json</c> ...</summary>
internal static class ExportedBodies
{
    public static void Write(string folder, IEnumerable<BodySet> sets)
    {
        Directory.CreateDirectory(folder);
        foreach (BodySet set in sets)
        {
            File.WriteAllText(Path.Combine(folder, $"{set.Name}.schema.json"), set.PortableSchema);
            File.WriteAllBytes(Path.Combine(folder, $"{set.Name}.valid.json"), set.Valid);
            for (int i = 0; i < set.Invalid.Count; i++)
                File.WriteAllBytes(Path.Combine(folder, $"{set.Name}.invalid-{i}.json"), set.Invalid[i]);
        }
    }

    public static BodySet Read(string folder, string name)
    {
        byte[] schema = File.ReadAllBytes(Path.Combine(folder, $"{name}.schema.json"));
        return new BodySet(
            name, new PublishedSchema(schema, "", SchemaDialect.Draft7), System.Text.Encoding.UTF8.GetString(schema),
            File.ReadAllBytes(Path.Combine(folder, $"{name}.valid.json")),
            [.. Directory.GetFiles(folder, $"{name}.invalid-*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]);
    }
}
