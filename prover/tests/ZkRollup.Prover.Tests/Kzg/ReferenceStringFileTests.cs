using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Files of strings, foreign and our own: whole ones are read as they are, damaged ones rejected with cause and place.</summary>
public class ReferenceStringFileTests : IDisposable
{
    private const int Log2 = 4;
    private const int Count = (2 << Log2) - 1;
    private const int PtauPowers = 12 + 12 + 60 + 12;
    private const int PtauG2 = PtauPowers + (96 * Count) + 12;

    private static readonly G1Affine[] Powers = StringSamples.Powers(Count);
    private static readonly byte[] Ceremony = StringSamples.CeremonyFile(Powers, G2Affine.Generator, StringSamples.TauG2);
    private static readonly byte[] Ptau = StringSamples.PtauFile(Log2, Powers, G2Affine.Generator, StringSamples.TauG2);

    private readonly string _folder = Directory.CreateTempSubdirectory("zkrollup-strings-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(Count)]
    public void TryRead_WholeFile_GivesThePowersAskedFor(int count)
    {
        foreach (ReferenceString value in new[] { Accepted(ReadCeremony(Ceremony, count)), Accepted(ReadPtau(Ptau, count)) })
        {
            Assert.Equal(Powers.Take(count == 0 ? Count : count), value.Powers.ToArray());
            Assert.Equal(StringSamples.TauG2, value.TauG2);
            Assert.False(value.IsInsecure);
        }
    }

    [Fact]
    public void TryRead_MorePowersThanThereAre_IsTooFewPowers()
    {
        Assert.Equal(ReferenceStringStatus.TooFewPowers, ReadCeremony(Ceremony, Count + 1).Verdict.Status);
        Assert.Equal(ReferenceStringStatus.TooFewPowers, ReadPtau(Ptau, Count + 1).Verdict.Status);
    }

    [Fact]
    public void TryRead_BadArguments_Throws()
    {
        using MemoryStream stream = new(Ptau);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceStringReader.TryReadPtau(stream, 1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceStringReader.TryReadCeremony(stream, -1, out _));
        Assert.Throws<ArgumentNullException>(() => ReferenceStringReader.TryReadPtau(null!, 0, out _));
    }

    [Fact]
    public void TryRead_Progress_RisesToOne()
    {
        using MemoryStream stream = new(Ceremony);
        RecordedProgress progress = new();
        Assert.True(ReferenceStringReader.TryReadCeremony(stream, 0, out _, progress).IsSuccess);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal(1, progress.Values[^1], 9);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => ReferenceStringReader.TryReadCeremony(stream, 0, out _, null, source.Token));
    }

    [Fact]
    public void TryReadCeremony_DamagedPoints_NamesIndexAndOffset()
    {
        RequireRejected(ReadCeremony(With(5, StringSamples.MovedOff(Powers[5]))), ReferenceStringStatus.NotOnCurve, 5, 5 * 96);
        RequireRejected(ReadCeremony(With(6, StringSamples.MovedOutside(Powers[6]))), ReferenceStringStatus.NotInSubgroup, 6, 6 * 96);
        RequireRejected(ReadCeremony(With(7, Powers[8])), ReferenceStringStatus.PowersInconsistent, 7, 7 * 96);
        RequireRejected(ReadCeremony(With(0, Powers[1])), ReferenceStringStatus.FirstPowerNotGenerator, 0, -1);
        RequireRejected(ReadCeremony(With(3, G1Affine.Infinity)), ReferenceStringStatus.Infinity, 3, 3 * 96);
        RequireRejected(ReadCeremony(Flipped(Ceremony, 4 * 96, 0x80)), ReferenceStringStatus.NotCanonical, 4, 4 * 96);
        RequireRejected(ReadCeremony(Flipped(Ceremony, 96 * Count, 0x80)), ReferenceStringStatus.NotCanonical, 0, 96 * Count);
        RequireRejected(ReadCeremony(Flipped(Ceremony, Ceremony.Length - 1, 1)), ReferenceStringStatus.NotOnCurve, 1, (96 * Count) + 192);
    }

    [Fact]
    public void TryReadCeremony_TwoFaults_NamesTheFirst()
    {
        byte[] file = With(20, StringSamples.MovedOff(Powers[20]));
        StringSamples.MovedOff(Powers[11]).WriteUncompressed(file.AsSpan(11 * 96, 96));
        RequireRejected(ReadCeremony(file), ReferenceStringStatus.NotOnCurve, 11, 11 * 96);
    }

    [Fact]
    public void TryReadCeremony_OtherLengths_AreRejected()
    {
        Assert.Equal(ReferenceStringStatus.Truncated, ReadCeremony(Ceremony[..100]).Verdict.Status);
        Assert.Equal(ReferenceStringStatus.Truncated, ReadCeremony([]).Verdict.Status);
        foreach (int cut in new[] { 1, 48, 95 })
        {
            Assert.Equal(ReferenceStringStatus.WrongStructure, ReadCeremony(Ceremony[..^cut]).Verdict.Status);
            Assert.Equal(ReferenceStringStatus.WrongStructure, ReadCeremony([.. Ceremony, .. new byte[cut]]).Verdict.Status);
        }

        // By whole points: what then lies where the points of G2 belong is none, or not the generator.
        foreach (int points in new[] { 1, 2, 3, 4 })
        {
            Assert.False(ReadCeremony(Ceremony[..^(96 * points)]).Verdict.IsSuccess);
            Assert.False(ReadCeremony(Ceremony[(96 * points)..]).Verdict.IsSuccess);
            Assert.False(ReadCeremony([.. Ceremony, .. new byte[96 * points]]).Verdict.IsSuccess);
        }
    }

    [Fact]
    public void TryReadPtau_DamagedPoints_NamesIndexAndOffset()
    {
        G1Affine[] powers = [.. Powers];
        powers[9] = StringSamples.MovedOutside(powers[9]);
        byte[] outside = StringSamples.PtauFile(Log2, powers, G2Affine.Generator, StringSamples.TauG2);
        powers = [.. Powers[..12], Powers[13], Powers[12], .. Powers[14..]];
        byte[] swapped = StringSamples.PtauFile(Log2, powers, G2Affine.Generator, StringSamples.TauG2);
        byte[] otherG2 = StringSamples.PtauFile(Log2, Powers, G2Affine.Generator, StringSamples.Development.TauG2);
        byte[] outsideG2 = StringSamples.PtauFile(Log2, Powers, G2Affine.Generator, StringSamples.OutsideG2);
        RequireRejected(ReadPtau(outside), ReferenceStringStatus.NotInSubgroup, 9, PtauPowers + (9 * 96));
        RequireRejected(ReadPtau(swapped), ReferenceStringStatus.PowersInconsistent, 12, PtauPowers + (12 * 96));
        RequireRejected(ReadPtau(otherG2), ReferenceStringStatus.PowersInconsistent, 1, PtauPowers + 96);
        RequireRejected(ReadPtau(outsideG2), ReferenceStringStatus.NotInSubgroup, 1, PtauG2 + 192);
        RequireRejected(ReadPtau(Flipped(Ptau, PtauPowers + (3 * 96), 1)), ReferenceStringStatus.NotOnCurve, 3, PtauPowers + (3 * 96));
        byte[] large = Flipped(Ptau, PtauPowers + (2 * 96) + 47, 0x80);
        RequireRejected(ReadPtau(large), ReferenceStringStatus.NotCanonical, 2, PtauPowers + (2 * 96));
        RequireRejected(ReadPtau(Flipped(Ptau, PtauG2 + 47, 0x80)), ReferenceStringStatus.NotCanonical, 0, PtauG2);

        byte[] infinity = [.. Ptau];
        infinity.AsSpan(PtauPowers + (96 * 4), 96).Clear();
        RequireRejected(ReadPtau(infinity), ReferenceStringStatus.Infinity, 4, PtauPowers + (4 * 96));
    }

    [Fact]
    public void TryReadPtau_CoordinatePlusModulus_IsNotCanonical()
    {
        // The same residue, written as the next larger number: there may be one encoding only.
        byte[] file = [.. Ptau];
        Span<byte> x = file.AsSpan(PtauPowers + 96, 48);
        int carry = 0;
        for (int i = 0; i < 48; i++)
        {
            int sum = x[i] + (byte)(Fp.Modulus[i / 8] >> (8 * (i % 8))) + carry;
            (x[i], carry) = ((byte)sum, sum >> 8);
        }

        Assert.Equal(0, carry);
        RequireRejected(ReadPtau(file), ReferenceStringStatus.NotCanonical, 1, PtauPowers + 96);
    }

    [Theory]
    [InlineData(0, ReferenceStringStatus.WrongMagic)]
    [InlineData(4, ReferenceStringStatus.WrongVersion)]
    [InlineData(8, ReferenceStringStatus.WrongStructure)]
    [InlineData(11, ReferenceStringStatus.WrongStructure)]
    [InlineData(12, ReferenceStringStatus.WrongStructure)]
    [InlineData(16, ReferenceStringStatus.Truncated)]
    [InlineData(24, ReferenceStringStatus.WrongCurve)]
    [InlineData(28, ReferenceStringStatus.WrongCurve)]
    [InlineData(75, ReferenceStringStatus.WrongCurve)]
    [InlineData(76, ReferenceStringStatus.WrongStructure)]
    [InlineData(79, ReferenceStringStatus.WrongStructure)]
    public void TryReadPtau_HeaderByteFlipped_IsRejected(int offset, ReferenceStringStatus status)
    {
        Assert.Equal(status, ReadPtau(Flipped(Ptau, offset, offset == 8 ? (byte)1 : (byte)0x40)).Verdict.Status);
    }

    [Fact]
    public void TryReadPtau_EveryTruncation_IsRejected()
    {
        for (int length = 0; length < Ptau.Length; length += length < 200 ? 1 : 97)
        {
            ReferenceStringReadResult verdict = ReadPtau(Ptau[..length]).Verdict;
            Assert.Equal(ReferenceStringStatus.Truncated, verdict.Status);
        }

        Assert.Equal(ReferenceStringStatus.TrailingBytes, ReadPtau([.. Ptau, 0]).Verdict.Status);
    }

    [Fact]
    public void TryReadPtau_SectionsMissingDoubledOrOfOtherLength_AreRejected()
    {
        byte[] curve = Ptau[24..84];
        byte[] g1 = Ptau[PtauPowers..(PtauPowers + (96 * Count))];
        byte[] g2 = Ptau[PtauG2..];
        (int, byte[])[][] wrong =
        [
            [(1, curve), (2, g1)],
            [(1, curve), (3, g2)],
            [(2, g1), (3, g2)],
            [(1, curve), (2, g1), (2, g1), (3, g2)],
            [(1, curve), (2, g1[96..]), (3, g2)],
            [(1, curve), (2, g1), (3, g2[192..])],
            [(1, curve[..59]), (2, g1), (3, g2)],
            [(1, [.. curve, 0]), (2, g1), (3, g2)],
            [(1, []), (2, g1), (3, g2)],
            [],
        ];
        foreach ((int, byte[])[] sections in wrong)
        {
            Assert.Equal(ReferenceStringStatus.WrongStructure, ReadPtau(StringSamples.Sections(sections)).Verdict.Status);
        }

        // Other sections and another order are what real files have.
        Assert.True(ReadPtau(StringSamples.Sections((9, [1, 2]), (3, g2), (2, g1), (7, []), (1, curve))).Verdict.IsSuccess);
    }

    [Fact]
    public void TryReadPtau_RandomBytesAndFlips_NeverThrows()
    {
        Random random = new(71);
        for (int i = 0; i < 200; i++)
        {
            byte[] file = [.. Ptau[..PtauPowers]];
            random.NextBytes(file.AsSpan(random.Next(4, 90)));
            _ = ReadPtau(file);
            _ = ReadCeremony(file);
        }
    }

    [Fact]
    public void OwnFile_WrittenAndRead_IsTheSame()
    {
        ReferenceString value = Accepted(ReadCeremony(Ceremony));
        string path = Path.Combine(_folder, "deep", "string.points");
        ReferenceStringFile.Write(path, value);
        foreach (byte[] pin in new byte[][] { [], value.Digest.ToArray() })
        {
            using FileStream stream = File.OpenRead(path);
            Assert.True(ReferenceStringFile.TryRead(stream, pin, out ReferenceString? again).IsSuccess);
            Assert.Equal(value.Powers.ToArray(), again!.Powers.ToArray());
            Assert.Equal(value.Digest.ToArray(), again.Digest.ToArray());
        }

        Assert.Equal(["string.points"], Directory.GetFiles(Path.Combine(_folder, "deep")).Select(Path.GetFileName));
    }

    [Fact]
    public void OwnFile_AnyByteFlipped_IsRejected()
    {
        ReferenceString value = Accepted(ReadCeremony(Ceremony));
        byte[] file = WriteOwn(value);
        for (int offset = 0; offset < file.Length; offset += offset < 70 ? 1 : 61)
        {
            ReferenceStringReadResult verdict = ReadOwn(Flipped(file, offset, 1), value.Digest.ToArray());
            Assert.Equal(
                offset switch
                {
                    < 8 => ReferenceStringStatus.WrongMagic,
                    < 12 => ReferenceStringStatus.WrongVersion,
                    < 16 => ReferenceStringStatus.WrongStructure,
                    < 32 => verdict.Status,
                    _ => ReferenceStringStatus.WrongDigest,
                },
                verdict.Status);
            Assert.False(verdict.IsSuccess);
        }

        Assert.Equal(ReferenceStringStatus.Truncated, ReadOwn(file[..^1], []).Status);
        Assert.Equal(ReferenceStringStatus.Truncated, ReadOwn(file[..63], []).Status);
        Assert.Equal(ReferenceStringStatus.TrailingBytes, ReadOwn([.. file, 0], []).Status);
    }

    [Fact]
    public void OwnFile_OtherString_IsRejectedByPinAndByCheck()
    {
        ReferenceString value = Accepted(ReadCeremony(Ceremony));
        byte[] shorter = WriteOwn(Accepted(ReadCeremony(Ceremony, 20)));
        Assert.Equal(ReferenceStringStatus.WrongDigest, ReadOwn(shorter, value.Digest.ToArray()).Status);

        // A file with a right hash over wrong points: only checks or the pin can tell.
        G1Affine[] powers = [.. Powers];
        powers[7] = powers[8];
        byte[] wrong = WriteOwn(new ReferenceString(powers, StringSamples.TauG2));
        Assert.Equal(ReferenceStringStatus.PowersInconsistent, ReadOwn(wrong, []).Status);
        Assert.Equal(ReferenceStringStatus.WrongDigest, ReadOwn(wrong, value.Digest.ToArray()).Status);
        powers[7] = StringSamples.MovedOutside(Powers[7]);
        wrong = WriteOwn(new ReferenceString(powers, StringSamples.TauG2));
        Assert.Equal(ReferenceStringStatus.NotInSubgroup, ReadOwn(wrong, []).Status);
    }

    [Fact]
    public void OpenDevelopment_SecondTime_ReadsTheFile()
    {
        ReferenceString made = ReferenceStringFile.OpenDevelopment(_folder, 100);
        string path = Assert.Single(Directory.GetFiles(_folder));
        DateTime written = File.GetLastWriteTimeUtc(path);
        ReferenceString read = ReferenceStringFile.OpenDevelopment(_folder, 100);
        Assert.Equal(made.Digest.ToArray(), read.Digest.ToArray());
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.True(read.IsInsecure);
        Assert.Equal(101, ReferenceStringFile.OpenDevelopment(_folder, 101).Count);
    }

    [Fact]
    public void OpenDevelopment_DamagedOrOtherFile_ThrowsAndKeepsIt()
    {
        _ = ReferenceStringFile.OpenDevelopment(_folder, 100);
        string path = Assert.Single(Directory.GetFiles(_folder));
        byte[] file = File.ReadAllBytes(path);
        File.WriteAllBytes(path, Flipped(file, 5000, 1));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ReferenceStringFile.OpenDevelopment(_folder, 100));
        Assert.Contains("WrongDigest", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(Flipped(file, 5000, 1), File.ReadAllBytes(path));

        // Whole files of other strings under this name.
        G1Affine[] powers = StringSamples.Development.Powers[..100].ToArray();
        (powers[50], powers[51]) = (powers[51], powers[50]);
        ReferenceString[] others =
        [
            StringSamples.Foreign(100), new(powers, StringSamples.Development.TauG2), ReferenceString.CreateDevelopment(99),
            new(StringSamples.Development.Powers[..100].ToArray(), StringSamples.TauG2),
        ];
        foreach (ReferenceString other in others)
        {
            ReferenceStringFile.Write(path, other);
            Assert.Throws<InvalidDataException>(() => ReferenceStringFile.OpenDevelopment(_folder, 100));
        }
    }

    [NodeFact]
    public void TryReadPtau_FilesOfSnarkjs_AreReadAndChecked()
    {
        string start = Path.Combine(_folder, "0.ptau");
        string contributed = Path.Combine(_folder, "1.ptau");
        string prepared = Path.Combine(_folder, "2.ptau");
        NodeProgram.RunSnarkJs("powersoftau", "new", "bls12-381", "5", start);
        NodeProgram.RunSnarkJs("powersoftau", "contribute", start, contributed, "--name=test", "-e=not a secret");
        NodeProgram.RunSnarkJs("powersoftau", "prepare", "phase2", contributed, prepared);

        // Before any contribution the secret is 1.
        Assert.Equal(ReferenceStringStatus.TrivialSecret, ReadPtau(File.ReadAllBytes(start)).Verdict.Status);
        ReferenceString value = Accepted(ReadPtau(File.ReadAllBytes(contributed)));
        Assert.Equal(63, value.Count);
        Assert.False(value.IsInsecure);
        Assert.Equal(value.Digest.ToArray(), Accepted(ReadPtau(File.ReadAllBytes(prepared))).Digest.ToArray());
        RequireLagrangePoints(File.ReadAllBytes(prepared), value);

        string other = Path.Combine(_folder, "bn.ptau");
        NodeProgram.RunSnarkJs("powersoftau", "new", "bn128", "3", other);
        Assert.Equal(ReferenceStringStatus.WrongCurve, ReadPtau(File.ReadAllBytes(other)).Verdict.Status);
    }

    /// <summary>Section 12 of a prepared file has the Lagrange points of 1, 2, 4, … 32 roots, in an order of its own.</summary>
    private static void RequireLagrangePoints(byte[] file, ReferenceString value)
    {
        int offset = 12;
        while (BitConverter.ToInt32(file, offset) != 12)
        {
            offset += 12 + (int)BitConverter.ToInt64(file, offset + 4);
        }

        int start = offset + 12;
        for (int log2 = 0; log2 <= 5; log2++)
        {
            HashSet<G1Affine> expected = [];
            for (int i = 0; i < 1 << log2; i++)
            {
                Assert.Equal(PointDecodeResult.Success, MontgomeryEncoding.TryReadG1(file.AsSpan(start, 96), out G1Affine point));
                expected.Add(point);
                start += 96;
            }

            Assert.Equal(expected, [.. LagrangeBasis.Create(value, log2).Points]);
        }
    }

    private static byte[] With(int index, in G1Affine point)
    {
        byte[] file = [.. Ceremony];
        point.WriteUncompressed(file.AsSpan(96 * index, 96));
        return file;
    }

    private static byte[] Flipped(byte[] file, int offset, byte mask)
    {
        byte[] result = [.. file];
        result[offset] ^= mask;
        return result;
    }

    private static (ReferenceStringReadResult Verdict, ReferenceString? Value) ReadPtau(byte[] file, int count = 0)
    {
        using MemoryStream stream = new(file);
        return (ReferenceStringReader.TryReadPtau(stream, count, out ReferenceString? value), value);
    }

    private static (ReferenceStringReadResult Verdict, ReferenceString? Value) ReadCeremony(byte[] file, int count = 0)
    {
        using MemoryStream stream = new(file);
        return (ReferenceStringReader.TryReadCeremony(stream, count, out ReferenceString? value), value);
    }

    private static ReferenceStringReadResult ReadOwn(byte[] file, byte[] pin)
    {
        using MemoryStream stream = new(file);
        ReferenceStringReadResult verdict = ReferenceStringFile.TryRead(stream, pin, out ReferenceString? value);
        Assert.Equal(verdict.IsSuccess, value is not null);
        return verdict;
    }

    private byte[] WriteOwn(ReferenceString value)
    {
        string path = Path.Combine(_folder, "own.points");
        ReferenceStringFile.Write(path, value);
        return File.ReadAllBytes(path);
    }

    private static ReferenceString Accepted((ReferenceStringReadResult Verdict, ReferenceString? Value) read)
    {
        Assert.True(read.Verdict.IsSuccess, read.Verdict.ToString());
        return read.Value!;
    }

    private static void RequireRejected(
        (ReferenceStringReadResult Verdict, ReferenceString? Value) read, ReferenceStringStatus status, long index, long offset)
    {
        Assert.Equal((status, index, offset), (read.Verdict.Status, read.Verdict.Index, read.Verdict.Offset));
        Assert.Null(read.Value);
        Assert.Contains(status.ToString(), read.Verdict.ToString(), StringComparison.Ordinal);
    }

    private sealed class RecordedProgress : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            lock (Values)
            {
                Values.Add(value);
            }
        }
    }
}
