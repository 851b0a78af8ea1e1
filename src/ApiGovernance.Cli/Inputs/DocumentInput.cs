using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>
/// Where a document comes from: a file (`openapi.yaml`), standard input (`-`), a git revision (`HEAD~1:path/openapi.yaml`) or the live
/// catalog (`catalog:order-intake/v2`).
/// </summary>
internal abstract record DocumentInput(string Text)
{
    public const string CatalogPrefix = "catalog:";

    public static DocumentInput Parse(string text)
    {
        if (text == StandardInput.Sign)
            return new StandardInput();
        if (text.StartsWith(CatalogPrefix, StringComparison.Ordinal))
        {
            string[] parts = text[CatalogPrefix.Length..].Split('/');
            return parts is [{ Length: > 0 } api, { Length: > 0 } version]
                ? new CatalogInput(text, api, version)
                : throw new CommandRefusal(ExitCodes.Usage, $"'{text}' names no version of the catalog.", "Write catalog:API/VERSION, e.g. catalog:order-intake/v2.");
        }

        // A file wins over a revision: on some systems a colon is fine in a file's name.
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !File.Exists(text) && !Path.IsPathRooted(text)
            ? new GitInput(text, text[..colon], text[(colon + 1)..])
            : new FileInput(text);
    }

    /// <summary>An argument that names documents. What looks like an option is a misspelt option, never a file.</summary>
    public static Argument<T> Argument<T>(string name, string description, ArgumentArity arity)
    {
        Argument<T> argument = new(name) { Description = description, Arity = arity };
        argument.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(token => token.Value.StartsWith('-') && token.Value != StandardInput.Sign))
                result.AddError($"There is no option '{token.Value}'. A file of that name is written ./{token.Value}.");
        });
        return argument;
    }

    /// <exception cref="CommandRefusal">It cannot be opened at all.</exception>
    public abstract Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken);
}

internal sealed record FileInput(string Path) : DocumentInput(Path)
{
    public override Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Path))
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{Path} is a folder, not a file.", "Give the path of a file in it. (`apigov diff` and its kin take folders.)");
        if (!File.Exists(Path))
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"There is no file {Path}.", "Give the path of a file, REVISION:PATH or catalog:API/VERSION.");
        try
        {
            return Task.FromResult(DocumentBundle.FromFile(Path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{Path} cannot be read: {error.Message}", "Check the file's permissions.");
        }
    }
}
