using System.Runtime.InteropServices;
using System.Text.Json;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Suite;

/// <summary>The JSON-Schema-Test-Suite beside the repository; not part of it.</summary>
internal static class SuiteFiles
{
    public static string Suite => RepositoryPaths.RequireShared("json-schema-test-suite");

    public static SchemaDialect Dialect(string draft) => draft switch
    {
        "draft4" => SchemaDialect.Draft4,
        "draft6" => SchemaDialect.Draft6,
        "draft7" => SchemaDialect.Draft7,
        "draft2019-09" => SchemaDialect.Draft201909,
        _ => SchemaDialect.Draft202012,
    };

    public static SchemaRegistry Remotes(string draft)
    {
        var registry = new SchemaRegistry();
        string remotes = Path.Combine(Suite, "remotes");
        foreach (string file in Directory.EnumerateFiles(remotes, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(remotes, file).Replace('\\', '/');
            string folder = name.Split('/')[0];
            if (folder is "v1" or "draft3")
                continue;
            string dialect = folder.StartsWith("draft", StringComparison.Ordinal) ? folder : draft;
            registry.Add("http://localhost:1234/" + name, File.ReadAllBytes(file), Dialect(dialect));
        }

        return registry;
    }

    /// <summary>Runs every case of a file; gives how many there are and the names of those that fail.</summary>
    public static int Run(string draft, string file, SchemaCompileOptions options, List<string> failures)
    {
        int count = 0;
        SchemaRegistry remotes = Remotes(draft);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 512 });
        foreach (JsonElement group in document.RootElement.EnumerateArray())
        {
            remotes.Add("test:///schema.json", JsonSerializer.SerializeToUtf8Bytes(group.GetProperty("schema")), Dialect(draft));
            CompileResult compiled = CompiledSchema.Compile(remotes, "test:///schema.json", options);
            CompiledSchema? tape = CompiledSchema.Compile(remotes, "test:///schema.json", options with { Engine = SchemaEngine.Tape }).Schema;
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                string name = $"{draft}/{Path.GetFileNameWithoutExtension(file)}: {group.GetProperty("description")}: {test.GetProperty("description")}";
                byte[] data = JsonMarshal.GetRawUtf8Value(test.GetProperty("data")).ToArray();
                bool expected = test.GetProperty("valid").GetBoolean();
                if (compiled.Schema is null)
                    failures.Add($"{name} [{string.Join("; ", compiled.Problems.Select(static p => p.Message))}]");
                else if (compiled.Schema.IsValid(data) != expected)
                    failures.Add(name);
                else if (compiled.Schema.Validate(data) is var result && (result.IsValid != expected || (!expected && result.Errors.Count == 0)))
                    failures.Add($"{name} [the explaining run disagrees]");
                else if (tape!.IsValid(data) != expected)
                    failures.Add($"{name} [the tape engine disagrees]");
            }
        }

        return count;
    }

    /// <summary>Every required case of a draft whose schema compiles.</summary>
    public static void Each(string draft, Action<string, CompiledSchema, byte[], bool> visit, SchemaCompileOptions? options = null)
    {
        SchemaRegistry remotes = Remotes(draft);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Suite, "tests", draft), "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 512 });
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                remotes.Add("test:///schema.json", JsonSerializer.SerializeToUtf8Bytes(group.GetProperty("schema")), Dialect(draft));
                if (CompiledSchema.Compile(remotes, "test:///schema.json", options).Schema is not { } schema)
                    continue;
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    string name = $"{Path.GetFileNameWithoutExtension(file)}: {group.GetProperty("description")}: {test.GetProperty("description")}";
                    visit(name, schema, JsonMarshal.GetRawUtf8Value(test.GetProperty("data")).ToArray(), test.GetProperty("valid").GetBoolean());
                }
            }
        }
    }
}
