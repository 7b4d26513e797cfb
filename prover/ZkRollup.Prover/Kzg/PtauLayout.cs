using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>The sections of a .ptau file: "ptau", version, number of sections, then sections of type, length and content.</summary>
/// <remarks>
/// Numbers are little-endian. Section 1: bytes of a prime (4), the prime, the power k (4), the power of the ceremony (4). Section 2:
/// 2^(k+1) − 1 powers in G1. Section 3: 2^k powers in G2. Layout by @iden3/binfileutils and snarkjs, powersoftau_utils.
/// </remarks>
internal readonly record struct PtauLayout(ReferenceStringReader.Places Places)
{
    private const uint Version = 1;
    private const int HeaderLength = 12;
    private const int SectionHeaderLength = 12;
    private const int SectionCountMax = 64;
    private const int PowerMax = 28;
    private const int CurveSectionLength = Fp.ByteLength + 12;
    private const int CurveSection = 1;
    private const int PowersSection = 2;
    private const int G2Section = 3;

    internal static ReferenceStringReadResult TryRead(Stream stream, out PtauLayout layout)
    {
        layout = default;
        ReferenceStringReadResult verdict = TryReadTable(stream, out Dictionary<uint, (long Offset, long Length)> sections);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        verdict = TryReadPower(stream, sections[CurveSection], out int power);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        long powers = (2L << power) - 1;
        verdict = RequireLength(PowersSection, sections[PowersSection], powers * PointBlock.G1Length);
        if (verdict.IsSuccess)
        {
            verdict = RequireLength(G2Section, sections[G2Section], (1L << power) * PointBlock.G2Length);
        }

        layout = new(new(sections[PowersSection].Offset, (int)powers, sections[G2Section].Offset));
        return verdict;
    }

    private static ReferenceStringReadResult TryReadTable(Stream stream, out Dictionary<uint, (long Offset, long Length)> sections)
    {
        sections = [];
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return new(ReferenceStringStatus.Truncated, stream.Length, Detail: "header");
        }

        if (!header.StartsWith("ptau"u8))
        {
            return new(ReferenceStringStatus.WrongMagic, 0, Detail: $"expected 'ptau', got {Convert.ToHexString(header[..4])}");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (version != Version)
        {
            return new(ReferenceStringStatus.WrongVersion, 4, Detail: $"expected {Version}, got {version}");
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (count > SectionCountMax)
        {
            return new(ReferenceStringStatus.WrongStructure, 8, Detail: $"expected at most {SectionCountMax} sections, got {count}");
        }

        long offset = HeaderLength;
        for (uint i = 0; i < count; i++)
        {
            ReferenceStringReadResult verdict = TryReadSection(stream, sections, ref offset);
            if (!verdict.IsSuccess)
            {
                return verdict;
            }
        }

        foreach (uint type in new uint[] { CurveSection, PowersSection, G2Section })
        {
            if (!sections.ContainsKey(type))
            {
                return new(ReferenceStringStatus.WrongStructure, Detail: $"no section of type {type}");
            }
        }

        return offset == stream.Length
            ? default
            : new(ReferenceStringStatus.TrailingBytes, offset, Detail: $"expected {offset} bytes, got {stream.Length}");
    }

    private static ReferenceStringReadResult TryReadSection(
        Stream stream, Dictionary<uint, (long Offset, long Length)> sections, ref long offset)
    {
        Span<byte> header = stackalloc byte[SectionHeaderLength];
        stream.Position = offset;
        if (stream.ReadAtLeast(header, SectionHeaderLength, throwOnEndOfStream: false) < SectionHeaderLength)
        {
            return new(ReferenceStringStatus.Truncated, offset, Detail: "header of a section");
        }

        uint type = BinaryPrimitives.ReadUInt32LittleEndian(header);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header[4..]);
        long content = offset + SectionHeaderLength;
        if (length > (ulong)(stream.Length - content))
        {
            return new(
                ReferenceStringStatus.Truncated, stream.Length, Detail: $"section {type} at {content} has {length} bytes");
        }

        if (!sections.TryAdd(type, (content, (long)length)))
        {
            return new(ReferenceStringStatus.WrongStructure, offset, Detail: $"a second section of type {type}");
        }

        offset = content + (long)length;
        return default;
    }

    private static ReferenceStringReadResult TryReadPower(Stream stream, (long Offset, long Length) section, out int power)
    {
        power = 0;
        Span<byte> bytes = stackalloc byte[CurveSectionLength];
        stream.Position = section.Offset;
        if (section.Length < sizeof(uint) || stream.ReadAtLeast(bytes[..4], 4, throwOnEndOfStream: false) < 4)
        {
            return RequireLength(CurveSection, section, CurveSectionLength);
        }

        uint primeLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (primeLength != Fp.ByteLength)
        {
            string detail = $"expected a prime of {Fp.ByteLength} bytes, got {primeLength}";
            return new(ReferenceStringStatus.WrongCurve, section.Offset, Detail: detail);
        }

        ReferenceStringReadResult verdict = RequireLength(CurveSection, section, CurveSectionLength);
        if (!verdict.IsSuccess)
        {
            return verdict;
        }

        if (stream.ReadAtLeast(bytes[4..], CurveSectionLength - 4, throwOnEndOfStream: false) < CurveSectionLength - 4)
        {
            return new(ReferenceStringStatus.Truncated, section.Offset, Detail: "section 1");
        }

        for (int i = 0; i < Fp.LimbCount; i++)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[(4 + (8 * i))..]) != Fp.Modulus[i])
            {
                string prime = Convert.ToHexString(bytes.Slice(4, Fp.ByteLength));
                return new(ReferenceStringStatus.WrongCurve, section.Offset + 4, Detail: $"not the prime of BLS12-381: {prime}");
            }
        }

        uint value = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + Fp.ByteLength)..]);
        power = (int)Math.Min(value, PowerMax + 1);
        return power is >= 1 and <= PowerMax
            ? default
            : new(
                ReferenceStringStatus.WrongStructure,
                section.Offset + 4 + Fp.ByteLength,
                Detail: $"expected a power from 1 to {PowerMax}, got {value}");
    }

    private static ReferenceStringReadResult RequireLength(int type, (long Offset, long Length) section, long expected) =>
        section.Length == expected
            ? default
            : new(
                ReferenceStringStatus.WrongStructure,
                section.Offset,
                Detail: $"section {type}: expected {expected} bytes, got {section.Length}");
}
