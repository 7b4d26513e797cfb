using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Transcript;
using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Tests.Transcript;

/// <summary>The transcript against its specification, an independent reading of it, and attempts to make two of them agree.</summary>
public class KeccakTranscriptTests
{
    private const string WriteSwitch = "ZKROLLUP_WRITE_VECTORS";

    private static readonly JsonSerializerOptions VectorOptions = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Vectors_InRepository_AreCurrent()
    {
        KeccakTranscript transcript = TranscriptScript.Start();
        string initial = Convert.ToHexStringLower(transcript.State);
        object[] steps = [.. TranscriptScript.Steps.Select(step =>
        {
            Fr? challenge = step.Apply(transcript);
            string state = Convert.ToHexStringLower(transcript.State);
            return new { step.Kind, step.Label, step.Data, state, challenge = challenge?.ToString()[2..] };
        })];
        string text = JsonSerializer.Serialize(new { domain = TranscriptScript.Domain, initial, steps }, VectorOptions) + "\n";
        string path = SourceTree.PathOf("docs", "vectors", "transcript.json");
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the tests once with {WriteSwitch}=1.");
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Absorb_ByHand_MatchesSpecification()
    {
        byte[] state = Keccak256.Hash("proto"u8);
        KeccakTranscript transcript = new("proto"u8);
        Assert.Equal(state, transcript.State.ToArray());

        byte[] tag = new byte[32];
        "ab"u8.CopyTo(tag);
        tag[31] = 1;
        byte[] length = new byte[32];
        length[31] = 3;
        state = Keccak256.Hash([.. state, .. tag, .. length, 9, 8, 7]);
        transcript.AbsorbBytes("ab"u8, [9, 8, 7]);
        Assert.Equal(state, transcript.State.ToArray());

        tag[31] = 16;
        state = Keccak256.Hash([.. state, .. tag]);
        BigInteger r = BigInteger.Parse(
            "073eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        BigInteger expected = new BigInteger(state, isUnsigned: true, isBigEndian: true) % r;
        Span<byte> challenge = stackalloc byte[32];
        transcript.Challenge("ab"u8).WriteBigEndian(challenge);
        Assert.Equal(expected, new BigInteger(challenge, isUnsigned: true, isBigEndian: true));
        Assert.Equal(state, transcript.State.ToArray());
    }

    [NodeFact]
    public void States_OfVectors_MatchIndependentImplementation()
    {
        string domain = Convert.ToHexString(Encoding.ASCII.GetBytes(TranscriptScript.Domain));
        var steps = TranscriptScript.Steps.Select(step => new { kind = step.Kind, label = step.Label, data = step.Data });
        string answer = NodeProgram.Run(JsonSerializer.Serialize(new { domain, steps }), "transcript.mjs");
        KeccakTranscript transcript = TranscriptScript.Start();
        List<string> states = [Convert.ToHexStringLower(transcript.State)];
        foreach (TranscriptStep step in TranscriptScript.Steps)
        {
            _ = step.Apply(transcript);
            states.Add(Convert.ToHexStringLower(transcript.State));
        }

        Assert.Equal(JsonSerializer.Deserialize<string[]>(answer)!, states);
    }

    [Fact]
    public void Challenges_AnyAbsorbedItemChanged_AllLaterOnesDiffer()
    {
        IReadOnlyList<TranscriptStep> steps = TranscriptScript.Steps;
        IReadOnlyList<Fr> original = TranscriptScript.Challenges(steps);
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (TranscriptStep changed in Changes(steps[i]))
            {
                RequireLaterDiffer(original, steps, i, [.. steps.Take(i), changed, .. steps.Skip(i + 1)]);
            }

            // A repeated challenge may stand for the equal one that follows it.
            if (i + 1 == steps.Count || steps[i] != steps[i + 1])
            {
                RequireLaterDiffer(original, steps, i + 1, [.. steps.Take(i), steps[i], steps[i], .. steps.Skip(i + 1)]);
            }
        }
    }

    [Fact]
    public void Challenges_ItemLeftOut_AllLaterOnesDiffer()
    {
        IReadOnlyList<TranscriptStep> steps = TranscriptScript.Steps;
        Fr last = TranscriptScript.Challenges(steps)[^1];
        for (int i = 0; i + 1 < steps.Count; i++)
        {
            Assert.NotEqual(last, TranscriptScript.Challenges([.. steps.Take(i), .. steps.Skip(i + 1)])[^1]);
        }
    }

    [Fact]
    public void Challenges_NeighboursSwapped_LastDiffers()
    {
        IReadOnlyList<TranscriptStep> steps = TranscriptScript.Steps;
        Fr last = TranscriptScript.Challenges(steps)[^1];
        for (int i = 0; i + 2 < steps.Count; i++)
        {
            if (steps[i] != steps[i + 1])
            {
                TranscriptStep[] swapped = [.. steps.Take(i), steps[i + 1], steps[i], .. steps.Skip(i + 2)];
                Assert.NotEqual(last, TranscriptScript.Challenges(swapped)[^1]);
            }
        }
    }

    [Fact]
    public void Challenges_OtherDomain_AllDiffer()
    {
        IReadOnlyList<Fr> original = TranscriptScript.Challenges(TranscriptScript.Steps);
        IReadOnlyList<Fr> other = TranscriptScript.Challenges(TranscriptScript.Steps, new("zkrollup.test.v2"u8));
        Assert.Empty(original.Intersect(other));
    }

    [Fact]
    public void Absorb_SameBytesFramedOtherwise_StatesDiffer()
    {
        byte[] two = new byte[64];
        two[63] = 5;
        Action<KeccakTranscript>[] framings =
        [
            t => { },
            t => t.AbsorbBytes("a"u8, []),
            t => t.AbsorbBytes("b"u8, []),
            t => t.AbsorbBytes("aa"u8, []),
            t => t.AbsorbBytes("a"u8, two),
            t => t.AbsorbBytes("a"u8, two.AsSpan(0, 63)),
            t => { t.AbsorbBytes("a"u8, two.AsSpan(0, 32)); t.AbsorbBytes("a"u8, two.AsSpan(32)); },
            t => { t.AbsorbBytes("a"u8, two.AsSpan(0, 31)); t.AbsorbBytes("a"u8, two.AsSpan(31)); },
            t => t.AbsorbScalars("a"u8, [Fr.Zero, Fr.FromUInt64(5)]),
            t => { t.AbsorbScalar("a"u8, Fr.Zero); t.AbsorbScalar("a"u8, Fr.FromUInt64(5)); },
            t => t.AbsorbScalars("a"u8, []),
            t => t.AbsorbPoints("a"u8, []),
            t => t.AbsorbIntegers("a"u8, []),
            t => t.AbsorbIntegers("a"u8, [0, 5]),
            t => t.AbsorbPoint("a"u8, G1Affine.Infinity),
            t => t.AbsorbBytes("a"u8, new byte[128]),
            t => t.AbsorbScalars("a"u8, new Fr[4]),
            t => t.Challenge("a"u8),
            t => t.Challenge("b"u8),
            t => { _ = t.Challenge("a"u8); _ = t.Challenge("a"u8); },
        ];
        HashSet<string> states = [.. framings.Select(framing =>
        {
            KeccakTranscript transcript = TranscriptScript.Start();
            framing(transcript);
            return Convert.ToHexString(transcript.State);
        })];
        Assert.Equal(framings.Length, states.Count);
    }

    [Fact]
    public void Challenge_ManyInARow_NeverRepeats()
    {
        KeccakTranscript transcript = TranscriptScript.Start();
        HashSet<Fr> seen = [];
        for (int i = 0; i < 2000; i++)
        {
            Assert.True(seen.Add(transcript.Challenge("same"u8)));
        }
    }

    [Fact]
    public void Copy_GoesOnAlone_AndSaysTheSame()
    {
        KeccakTranscript transcript = TranscriptScript.Start();
        transcript.AbsorbInteger("n"u8, 1);
        KeccakTranscript copy = transcript.Copy();
        Fr first = transcript.Challenge("x"u8);
        Assert.Equal(first, copy.Challenge("x"u8));
        transcript.AbsorbInteger("n"u8, 2);
        Assert.False(transcript.State.SequenceEqual(copy.State));
    }

    [Fact]
    public void Absorb_BadLabelOrInteger_ThrowsAndKeepsState()
    {
        KeccakTranscript transcript = TranscriptScript.Start();
        byte[] state = transcript.State.ToArray();
        string[] labels = ["", new('a', 32), "a b", "a\0", "ä", "\n"];
        foreach (string label in labels)
        {
            byte[] bytes = [.. label.Select(c => (byte)c)];
            Assert.Throws<ArgumentException>(() => transcript.AbsorbBytes(bytes, [1]));
            Assert.Throws<ArgumentException>(() => transcript.Challenge(bytes));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => transcript.AbsorbInteger("n"u8, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => transcript.AbsorbInteger("n"u8, BigInteger.One << 256));
        Assert.Throws<ArgumentException>(() => new KeccakTranscript([]));
        Assert.Equal(state, transcript.State.ToArray());
    }

    /// <summary>Steps that differ from one in a single bit of the data, in the label, the kind, or in one byte more.</summary>
    private static IEnumerable<TranscriptStep> Changes(TranscriptStep step)
    {
        yield return step with { Label = step.Label.Length == 31 ? step.Label[..30] : step.Label + "1" };
        yield return step with { Label = (char)(step.Label[0] ^ 1) + step.Label[1..] };
        if (step.Data is null)
        {
            yield break;
        }

        if (step.Kind != "bytes")
        {
            yield return step with { Kind = "bytes" };
        }

        int unit = step.Kind switch { "points" => 256, "bytes" => 2, _ => 64 };
        yield return step with { Data = step.Data + new string('0', unit) };
        int stride = step.Data.Length > 1000 ? 1998 : 2;
        for (int i = 0; i < step.Data.Length; i += stride)
        {
            // The lowest bit of each byte; not where that makes a coordinate or an element no longer canonical.
            int inWord = i % (step.Kind == "points" ? 128 : 64);
            bool top = (step.Kind == "points" && inWord < 34) || (step.Kind == "scalars" && (inWord < 4 || step.Data[i - inWord] != '0'));
            if (!top)
            {
                byte flipped = (byte)(Convert.ToByte(step.Data.Substring(i, 2), 16) ^ 1);
                yield return step with { Data = $"{step.Data[..i]}{flipped:x2}{step.Data[(i + 2)..]}" };
            }
        }
    }

    private static void RequireLaterDiffer(
        IReadOnlyList<Fr> original, IReadOnlyList<TranscriptStep> steps, int from, IReadOnlyList<TranscriptStep> changed)
    {
        int before = steps.Take(from).Count(step => step.Kind == "challenge");
        IReadOnlyList<Fr> challenges = TranscriptScript.Challenges(changed);
        Assert.Equal(original.Take(before), challenges.Take(before));
        Assert.Empty(original.Skip(before).Intersect(challenges.Skip(before)));
    }
}
