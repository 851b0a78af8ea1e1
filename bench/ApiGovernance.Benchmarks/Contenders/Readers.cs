using System.Text.Json;

namespace ApiGovernance.Benchmarks.Contenders;

/// <summary>What merely reading the bytes costs.</summary>
internal static class Readers
{
    public static int Tokenize(byte[] body)
    {
        Utf8JsonReader reader = new(body);
        int tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    public static int Parse(byte[] body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return (int)document.RootElement.ValueKind;
    }
}
