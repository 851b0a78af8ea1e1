using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A schema in a file of its own or in an API document, with everything it refers to.</summary>
/// <param name="text">What the user wrote, for messages.</param>
/// <param name="bundle">The file and those it refers to.</param>
/// <param name="dialect">Null: the document says it, else JSON Schema 2020-12.</param>
internal sealed class SchemaInput(string text, DocumentBundle bundle, SchemaDialect? dialect)
{
    private const int Listed = 12;

    private bool IsContract => bundle.Root.Root["openapi"] is not null || bundle.Root.Root["swagger"] is not null || IsEvents;

    private bool IsEvents => bundle.Root.Root["asyncapi"] is not null;

    /// <summary>What is before and after the '#'; a file whose name has one wins.</summary>
    public static (string File, string? Fragment) Split(string text)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 || File.Exists(text) ? (text, null) : (text[..hash], text[(hash + 1)..]);
    }

    public static string Address(SchemaReference schema) => Encoded(schema.DocumentUri, schema.Pointer);

    /// <param name="fragment">JSON pointer or anchor, as the user wrote it; null for the whole document.</param>
    public string Address(string? fragment)
    {
        ThrowIfUnreadable();
        if (fragment is { Length: > 0 })
        {
            // References on the way are followed by the bundle; what it does not know is left to the compiler to explain.
            return bundle.Resolve(bundle.Root.Uri, "#" + fragment) is { } found ? Encoded(found.DocumentUri, found.Pointer) : $"{bundle.Root.Uri}#{fragment}";
        }

        if (!IsContract)
            return bundle.Root.Uri;
        DocumentNode? schemas = bundle.Root.Root["components"]?["schemas"] ?? bundle.Root.Root["definitions"];
        string place = bundle.Root.Root["swagger"] is null ? "/components/schemas/" : "/definitions/";
        string names = string.Join(", ", (schemas?.Members ?? []).Take(Listed).Select(static m => m.Name));
        throw new CommandRefusal(
            ExitCodes.Usage,
            $"{text} is an {(IsEvents ? "AsyncAPI" : "API")} document, not a schema.",
            $"Name a schema in it: {text}#{place}NAME{(names.Length > 0 ? $" with one of {names}{(schemas!.Members.Count > Listed ? ", ..." : "")}" : "")}{(IsEvents ? "." : "; or --operation ID.")}");
    }

    /// <exception cref="CommandRefusal">It does not compile, or a part of it would be ignored.</exception>
    public CompiledSchema Compile(string address, SchemaCompileOptions options)
    {
        ThrowIfUnreadable();
        SchemaRegistry registry = new();
        foreach (SourceDocument document in bundle.Documents.Values.Where(static d => d.IsReadable))
        {
            registry.Add(document.Uri, document.ToJson(), Dialect(), pointer =>
            {
                SourceSpan span = document.SpanOf(pointer);
                return new SchemaSource(span.File, span.Line, span.Column);
            });
        }

        CompileResult result = CompiledSchema.Compile(registry, address, dialect is null ? options : options with { Dialect = dialect });
        // On standard error, so that the output stays what --output promises.
        foreach (SchemaProblem doubt in result.Problems.Where(static p => p.IsWarning))
            Console.Error.WriteLine($"{doubt.Source?.ToString() ?? doubt.Location} warning {doubt.Message}");
        foreach (UncheckedFormat format in result.UncheckedFormats)
            Console.Error.WriteLine($"note: The format '{format.Format}' is not checked.");

        // A keyword that would be ignored is a question that would not be asked: what follows would look like an answer to it.
        return result.Schema is { } schema && result.Problems.All(static p => p.IsWarning) ? schema : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"The schema cannot be used:{string.Concat(result.Problems.Where(static p => !p.IsWarning).Select(Line))}",
            "Correct the schema; nothing was validated.");
    }

    /// <summary>Locations, separated by blanks, with the lines at which they are written.</summary>
    public string Shown(string locations) => string.Join(' ', locations.Split(' ').Select(location =>
    {
        int hash = location.IndexOf('#', StringComparison.Ordinal);
        return hash >= 0 && bundle.Documents.TryGetValue(location[..hash], out SourceDocument? document)
            ? $"{document.SpanOf(location[(hash + 1)..])}{location[hash..]}"
            : location;
    }));

    private static string Line(SchemaProblem problem) => $"{Environment.NewLine}  {problem.Source?.ToString() ?? problem.Location} {problem.Message}";

    private SchemaDialect Dialect() => dialect ?? (IsContract, bundle.Root.Root["swagger"], bundle.Root.Root["openapi"]?.Text) switch
    {
        (false, _, _) => SchemaDialect.Draft202012,
        // The schema object of AsyncAPI is a superset of draft 7.
        _ when IsEvents => SchemaDialect.Draft7,
        (_, not null, _) => SchemaDialect.Swagger20,
        (_, _, { } version) when version.StartsWith("3.0", StringComparison.Ordinal) => SchemaDialect.OpenApi30,
        _ => SchemaDialect.OpenApi31,
    };

    private void ThrowIfUnreadable()
    {
        if (bundle.Root.IsReadable)
            return;
        Finding reason = bundle.Root.Findings.First(static f => f.Severity == Severity.Error);
        throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{text} cannot be read: {reason.Source} {reason.Message}", reason.Fix ?? "Give a JSON or YAML file.");
    }

    private static string Encoded(string uri, string pointer) => uri + "#" + string.Join('/', pointer.Split('/').Select(Uri.EscapeDataString));
}
