using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.Identity.Keys;

namespace ApiGovernance.Identity.Clients;

/// <summary>
/// The secrets of a development set-up, in one JSON file (<c>{"client-id": "secret"}</c>) that only its owner may read,
/// so that a demo works at the first start and keeps working at the next. Not for production: there only hashes are kept.
/// </summary>
public static class DevelopmentSecrets
{
    // A client id is printed as it was written, not with its non-ASCII letters escaped.
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The secret of every client in the file or in <paramref name="clientIds"/>. A client that is not in the file gets a
    /// secret and is written there; those already there keep theirs.
    /// </summary>
    /// <exception cref="DevelopmentSecretsException">The file cannot be read, written or understood.</exception>
    public static IReadOnlyDictionary<string, string> LoadOrCreate(string path, IEnumerable<string> clientIds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clientIds);
        try
        {
            var secrets = Read(path);
            var added = false;
            foreach (var clientId in clientIds)
                added |= secrets.TryAdd(clientId, ClientSecrets.Generate());
            if (added)
                PrivateFile.Replace(path, Written(secrets));
            return secrets;
        }
        catch (JsonException error)
        {
            var where = error.LineNumber is { } line ? $" (line {line + 1})" : "";
            throw Unreadable(path, $"it is not a JSON object of client ids and secrets{where}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DevelopmentSecretsException(path, $"The development secrets file '{path}' cannot be used: {error.Message}", error);
        }
    }

    private static byte[] Written(SortedDictionary<string, string> secrets)
    {
        using MemoryStream written = new();
        using (Utf8JsonWriter json = new(written, Format))
        {
            json.WriteStartObject();
            foreach ((string client, string secret) in secrets)
                json.WriteString(client, secret);
            json.WriteEndObject();
        }

        written.WriteByte((byte)'\n');
        return written.ToArray();
    }

    private static SortedDictionary<string, string> Read(string path)
    {
        var secrets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return secrets;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Unreadable(path, "it is not a JSON object of client ids and secrets", inner: null);
        foreach (var client in document.RootElement.EnumerateObject())
        {
            if (client.Value.ValueKind != JsonValueKind.String || client.Value.GetString() is not { Length: > 0 } secret)
                throw Unreadable(path, $"the secret of client '{client.Name}' is not a non-empty string", inner: null);
            secrets.Add(client.Name, secret);
        }

        return secrets;
    }

    private static DevelopmentSecretsException Unreadable(string path, string reason, Exception? inner) =>
        new(path, $"The development secrets file '{path}' cannot be read: {reason}. "
            + "Correct it, or delete it to have new secrets made.", inner);
}
