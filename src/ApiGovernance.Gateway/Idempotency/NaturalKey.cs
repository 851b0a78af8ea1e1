using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>A key that the request brings along anyway, such as an order number.</summary>
internal static class NaturalKey
{
    /// <returns>Null when there is no such member, or it is neither text nor a whole number, or has no or too many characters.</returns>
    public static string? InBody(ReadOnlySpan<byte> body, string[] pointer)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            if (!reader.Read())
                return null;
            foreach (string step in pointer)
            {
                if (!Enter(ref reader, step))
                    return null;
            }

            string? key = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                // As it is written: 007 is no JSON, and 7.0 is no order number.
                JsonTokenType.Number when reader.ValueSpan.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 => Encoding.ASCII.GetString(reader.ValueSpan),
                _ => null,
            };
            return Usable(key);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Nobody has validated the body, or it has half of a surrogate pair where the key should be.
            return null;
        }
    }

    public static string? InHeader(StringValues field) => field.Count == 1 ? Usable(field[0]?.Trim()) : null;

    private static string? Usable(string? key) => key is { Length: > 0 and <= KeyField.MaxLength } && !key.Any(char.IsControl) ? key : null;

    /// <summary>From a value to one of its members or items.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool found = reader.ValueTextEquals(step);
                if (!reader.Read() || found)
                    return found;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return false;
        for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == index)
                return true;
            reader.Skip();
        }

        return false;
    }
}
