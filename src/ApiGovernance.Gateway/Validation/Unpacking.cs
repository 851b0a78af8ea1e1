using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Unpacks bodies within bounds. What ends early, or goes on after its end, is refused: the platform's streams let both pass.</summary>
internal static class Unpacking
{
    /// <summary>No honest text is packed tighter.</summary>
    private const int MaxRatio = 100;

    /// <summary>Short texts of blanks may well be.</summary>
    private const int FreeBytes = 64 * 1024;

    /// <param name="packed">The body as it was sent.</param>
    /// <param name="coding">One.</param>
    /// <param name="most">Bytes that the unpacked body may have.</param>
    /// <returns>The unpacked body, or what is wrong.</returns>
    public static (BufferedBody? Body, Problem? Problem) Unpack(BufferedBody packed, ContentCodings coding, int most)
    {
        int bound = (int)Math.Min(most, Math.Max(FreeBytes, (long)packed.Memory.Length * MaxRatio));
        BufferedBody body = new(Math.Min(bound, packed.Memory.Length * 4) + 1);
        bool? whole = coding == ContentCodings.Brotli ? ReadBrotli(packed.Span, body, bound) : ReadDeflated(packed, coding, body, bound);
        if (whole == true)
            return (body, null);
        body.Return();
        return (null, whole is null
            ? TooLarge(most, bound)
            : new Problem(ProblemTypes.MalformedBody, "The body is not what its Content-Encoding says: it is damaged, ends early or goes on after its end."));
    }

    /// <returns>Null for too long, false for damaged.</returns>
    private static bool? ReadBrotli(ReadOnlySpan<byte> source, BufferedBody body, int bound)
    {
        using BrotliDecoder decoder = default;
        while (true)
        {
            OperationStatus status = decoder.Decompress(source, body.Room(), out int consumed, out int written);
            source = source[consumed..];
            body.Advance(written);
            if (body.Memory.Length > bound)
                return null;
            if (status != OperationStatus.DestinationTooSmall)
                return status == OperationStatus.Done && source.IsEmpty;
        }
    }

    private static bool? ReadDeflated(BufferedBody packed, ContentCodings coding, BufferedBody body, int bound)
    {
        using MemoryStream source = packed.OpenRead();
        using Stream unpacking = coding == ContentCodings.Gzip
            ? new GZipStream(source, CompressionMode.Decompress)
            : new ZLibStream(source, CompressionMode.Decompress);
        try
        {
            while (unpacking.Read(body.Room()) is > 0 and int read)
            {
                body.Advance(read);
                if (body.Memory.Length > bound)
                    return null;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        // The end of the format names what there was: of a body that was cut, continued or doubled it is another. At least 18 and 6 bytes
        // hold nothing.
        ReadOnlySpan<byte> all = packed.Span;
        return coding == ContentCodings.Gzip
            ? all.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(all[^4..]) == (uint)body.Memory.Length
            : all.Length >= 6 && BinaryPrimitives.ReadUInt32BigEndian(all[^4..]) == Adler32(body.Span);
    }

    /// <summary>RFC 1950, 8.2.</summary>
    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint modulus = 65521;
        (uint low, uint high) = (1, 0);
        while (!bytes.IsEmpty)
        {
            // So many sums fit before they have to be taken modulo.
            ReadOnlySpan<byte> block = bytes[..Math.Min(5552, bytes.Length)];
            foreach (byte value in block)
            {
                low += value;
                high += low;
            }

            (low, high) = (low % modulus, high % modulus);
            bytes = bytes[block.Length..];
        }

        return (high << 16) | low;
    }

    private static Problem TooLarge(int most, int bound) => new(
        ProblemTypes.BodyTooLarge,
        bound < most ? $"The body unpacks to more than {MaxRatio} times its size." : $"The body may have {most} bytes at most when it is unpacked.")
    {
        Members = [Problem.Member("maxDecompressedBytes", bound)],
    };
}
