using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A value to validate. JSON is held against the schema byte by byte as it is; YAML as the JSON it stands for.</summary>
/// <param name="Name">To show.</param>
/// <param name="Json">UTF-8.</param>
/// <param name="Yaml">The tree with the places of a YAML file; null for JSON.</param>
internal sealed record InstanceInput(string Name, ReadOnlyMemory<byte> Json, SourceDocument? Yaml)
{
    /// <exception cref="CommandRefusal">There is no such file, or it is YAML that cannot be read.</exception>
    public static async Task<InstanceInput> ReadAsync(string name, CancellationToken stop)
    {
        if (name == "-")
        {
            using MemoryStream memory = new();
            await using Stream input = Console.OpenStandardInput();
            await input.CopyToAsync(memory, stop);
            return new InstanceInput("<stdin>", memory.ToArray(), null);
        }

        byte[] bytes = await BytesAsync(name, stop);
        if (Path.GetExtension(name) is not (".yaml" or ".yml"))
            return new InstanceInput(name, bytes, null);
        SourceDocument yaml = DocumentReader.Read(name, bytes);
        return yaml.Findings.FirstOrDefault(static f => f.Severity == Severity.Error) is { } error
            ? throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{error.Source} {error.Message}", error.Fix ?? "Correct the YAML.")
            : new InstanceInput(name, yaml.ToJson(), yaml);
    }

    /// <summary>FILE:LINE:COLUMN of the value an error is about.</summary>
    public string Place(SchemaError error) => Yaml?.SpanOf(error.InstancePointer).ToString() ?? $"{Name}:{error.InstanceLine}:{error.InstanceColumn}";

    private static async Task<byte[]> BytesAsync(string name, CancellationToken stop)
    {
        if (Directory.Exists(name))
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{name} is a folder, not a file.", "Name a file in it.");
        if (!File.Exists(name))
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"There is no file {name}.", "Give the path of a JSON file, or - for standard input.");
        try
        {
            return await File.ReadAllBytesAsync(name, stop);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{name} cannot be read: {error.Message}", "Check the file's permissions and size.");
        }
    }
}
