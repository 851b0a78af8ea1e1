using System.Text.Json;
using ApiGovernance.Cli.Output;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management;

/// <summary>How records are written: for people, or in the catalog API's own shapes for scripts.</summary>
/// <param name="Form">One of the forms of the command.</param>
internal sealed record RecordOutput(string Form, bool HasHeader)
{
    public const string Table = "table";
    public const string Text = "text";
    public const string Json = "json";
    public const string Yaml = "yaml";
    public const string Name = "name";
    public const string Markdown = "markdown";

    public static readonly string[] OfList = [Table, Json, Name];
    public static readonly string[] OfRecord = [Text, Json, Yaml];
    public static readonly string[] OfAction = [Text, Json];

    /// <summary>A list: a table, the names alone, or a page of the API with all items.</summary>
    /// <param name="none">What is said, on standard error, where a table would be empty.</param>
    public int WriteList<T>(IReadOnlyList<T> items, TextTable table, Func<T, IReadOnlyList<string>> row, Func<T, string> name, string none)
    {
        switch (Form)
        {
            case Json:
                WriteJson(new CatalogPage<T>(items));
                break;
            case Name:
                TextOutput.Write(null, writer => Lines(writer, items.Select(name)));
                break;
            default:
                if (items.Count == 0)
                    Console.Error.WriteLine(none);
                else
                    TextOutput.Write(null, writer => table.Write(writer, [.. items.Select(row)], HasHeader));
                break;
        }

        return ExitCodes.Clean;
    }

    /// <summary>One record: for people, or as the API writes it.</summary>
    public int WriteOne<T>(T value, Action<TextWriter> text)
    {
        if (Form is Json or Yaml)
            WriteJson(value);
        else
            TextOutput.Write(null, text);
        return ExitCodes.Clean;
    }

    /// <summary>What was done, in a line, or what the API answered.</summary>
    public int WriteDone<T>(T value, string text) => WriteOne(value, writer => writer.Write(text + "\n"));

    public void WriteJson<T>(T value)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, ProtocolJson.Type<T>());
        TextOutput.Write(null, writer => JsonPrinting.Write(json, Form == Yaml, writer));
    }

    private static void Lines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (string line in lines)
            writer.Write(line + "\n");
    }
}
