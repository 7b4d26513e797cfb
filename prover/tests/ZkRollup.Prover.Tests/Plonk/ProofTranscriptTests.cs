using System.Globalization;
using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Every challenge depends on every item before it, the order is fixed, and the schedule is the one of the document.</summary>
public sealed class ProofTranscriptTests
{
    private const int Slots = 2;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Statement Sample = SampleCircuits.Everything(Slots, limbBits: 3, seed: 41);
    private static readonly VerifyingKey Key = Sample.Key(4);

    /// <summary>docs/proof-format.md, "Challenges", step by step.</summary>
    [Fact]
    public void Schedule_OfTheDocument_Matches()
    {
        Messages messages = Messages.Sample();
        KeccakTranscript transcript = new("zkrollup.plonk.v1"u8);
        transcript.AbsorbBytes("key"u8, Keccak256.Hash(Key.Bytes));
        transcript.AbsorbInteger("slots"u8, 2);
        transcript.AbsorbInteger("chain"u8, 31337);
        transcript.AbsorbInteger("contract"u8, BigInteger.Parse("515824107293259853483653470370452830466799721050", Invariant));
        transcript.AbsorbScalars("public-scalars"u8, [.. Sample.Inputs.Scalars]);
        transcript.AbsorbInteger("instance-words"u8, 2);
        transcript.AbsorbScalars("instance"u8, [.. Sample.Inputs.Columns[0]]);
        transcript.AbsorbBytes("blob-hashes"u8, Statement.Context.BlobHashes);
        transcript.AbsorbPoints("witness"u8, messages.Witness);
        List<Fr> expected = [transcript.Challenge("beta"u8), transcript.Challenge("gamma"u8)];
        transcript.AbsorbPoints("helpers"u8, messages.Helpers);
        expected.Add(transcript.Challenge("y"u8));
        transcript.AbsorbPoints("quotient"u8, messages.Quotient);
        expected.Add(transcript.Challenge("zeta"u8));
        transcript.AbsorbScalars("evaluations"u8, messages.Evaluations);
        expected.Add(transcript.Challenge("v"u8));
        transcript.AbsorbPoint("opening"u8, messages.Opening);
        expected.Add(transcript.Challenge("z"u8));
        Assert.Equal(expected, messages.Run(Key, Statement.Context, Slots, Sample.Inputs));
    }

    /// <summary>"a statement or key not absorbed before challenges".</summary>
    [Fact]
    public void Challenges_AnyPartOfTheStatementChanged_AllChange()
    {
        Messages messages = Messages.Sample();
        Fr[] before = messages.Run(Key, Statement.Context, Slots, Sample.Inputs);
        byte[] blobs = [.. Statement.Context.BlobHashes];
        List<Fr[]> after =
        [
            messages.Run(Key, Statement.Context, 4, Sample.Inputs),
            messages.Run(Key, Statement.MakeContext(31336, 0x5a, blobs), Slots, Sample.Inputs),
            messages.Run(Key, Statement.MakeContext(31337, 0x5b, blobs), Slots, Sample.Inputs),
            messages.Run(Key, Statement.MakeContext(31337, 0x5a, blobs[..32]), Slots, Sample.Inputs),
            messages.Run(Key, Statement.MakeContext(31337, 0x5a, []), Slots, Sample.Inputs),
        ];
        for (int i = 0; i < blobs.Length; i++)
        {
            byte[] changed = [.. blobs];
            changed[i] ^= (byte)(1 << (i % 8));
            after.Add(messages.Run(Key, Statement.MakeContext(31337, 0x5a, changed), Slots, Sample.Inputs));
        }

        for (int i = 0; i < 32 * Sample.Inputs.Scalars.Count; i++)
        {
            Fr[] scalars = [.. Sample.Inputs.Scalars];
            scalars[i / 32] = ByteChanged(scalars[i / 32], i % 32);
            after.Add(messages.Run(Key, Statement.Context, Slots, Sample.Inputs with { Scalars = scalars }));
        }

        for (int i = 0; i < 32 * Sample.Inputs.Columns[0].Count; i++)
        {
            Fr[] words = [.. Sample.Inputs.Columns[0]];
            words[i / 32] = ByteChanged(words[i / 32], i % 32);
            after.Add(messages.Run(Key, Statement.Context, Slots, Sample.Inputs with { Columns = [words] }));
        }

        after.Add(messages.Run(Key, Statement.Context, Slots, Sample.Inputs with { Columns = [[Sample.Inputs.Columns[0][0]]] }));
        AssertAllDiffer(before, after, first: 0);
    }

    [Fact]
    public void Challenges_AnyMessageChanged_ThoseAfterItChange()
    {
        Fr[] before = Messages.Sample().Run(Key, Statement.Context, Slots, Sample.Inputs);
        Messages sample = Messages.Sample();
        (G1Affine[] Points, int First)[] points = [(sample.Witness, 0), (sample.Helpers, 2), (sample.Quotient, 3)];
        foreach ((G1Affine[] list, int first) in points)
        {
            for (int i = 0; i < list.Length; i++)
            {
                G1Affine kept = list[i];
                list[i] = -kept;
                AssertAllDiffer(before, [sample.Run(Key, Statement.Context, Slots, Sample.Inputs)], first);
                list[i] = kept;
            }
        }

        for (int i = 0; i < sample.Evaluations.Length; i++)
        {
            sample.Evaluations[i] += Fr.One;
            AssertAllDiffer(before, [sample.Run(Key, Statement.Context, Slots, Sample.Inputs)], first: 4);
            sample.Evaluations[i] -= Fr.One;
        }

        sample.Opening = -sample.Opening;
        AssertAllDiffer(before, [sample.Run(Key, Statement.Context, Slots, Sample.Inputs)], first: 5);
    }

    [Fact]
    public void Absorb_OutOfOrderOrOfTheWrongSize_Throws()
    {
        Messages messages = Messages.Sample();
        ProofTranscript transcript = new(Key, Statement.Context, Slots, Sample.Inputs);
        Assert.Throws<InvalidOperationException>(() => transcript.AbsorbHelpers(messages.Helpers));
        Assert.Throws<ArgumentException>(() => transcript.AbsorbWitness(messages.Witness.AsSpan(1)));
        _ = transcript.AbsorbWitness(messages.Witness);
        Assert.Throws<InvalidOperationException>(() => transcript.AbsorbWitness(messages.Witness));
        Assert.Throws<InvalidOperationException>(() => transcript.AbsorbOpening(messages.Opening));
        Action start = () => _ = new ProofTranscript(Key, Statement.Context, Slots, PublicInputs.None);
        string message = Assert.Throws<ArgumentException>(start).Message;
        Assert.Contains("expected 3 public scalars, got 0", message, StringComparison.Ordinal);
    }

    private static Fr ByteChanged(Fr value, int index)
    {
        // The top byte keeps its high bits, so that the value stays below r.
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        bytes[index] ^= 1;
        Assert.True(Fr.TryReadBigEndian(bytes, out Fr changed));
        return changed;
    }

    private static void AssertAllDiffer(Fr[] before, IReadOnlyList<Fr[]> after, int first)
    {
        for (int i = 0; i < before.Length; i++)
        {
            List<Fr> values = [before[i], .. after.Select(challenges => challenges[i])];
            Assert.Equal(i < first ? 1 : values.Count, values.Distinct().Count());
        }
    }

    /// <summary>Messages of a proof that proves nothing.</summary>
    private sealed class Messages
    {
        internal required G1Affine[] Witness { get; init; }

        internal required G1Affine[] Helpers { get; init; }

        internal required G1Affine[] Quotient { get; init; }

        internal required Fr[] Evaluations { get; init; }

        internal required G1Affine Opening { get; set; }

        internal static Messages Sample() => new()
        {
            Witness = Points(1, Key.Layout.WitnessPointCount),
            Helpers = Points(100, Key.Layout.HelperPointCount),
            Quotient = Points(200, Key.Layout.QuotientPointCount),
            Evaluations = new SeededScalars(42).Next(Key.Layout.EvaluationCount),
            Opening = Points(300, 1)[0],
        };

        internal Fr[] Run(VerifyingKey key, ProofContext context, int slots, PublicInputs inputs)
        {
            ProofTranscript transcript = new(key, context, slots, inputs);
            (Fr beta, Fr gamma) = transcript.AbsorbWitness(Witness);
            Fr y = transcript.AbsorbHelpers(Helpers);
            Fr zeta = transcript.AbsorbQuotient(Quotient);
            Fr v = transcript.AbsorbEvaluations(Evaluations);
            return [beta, gamma, y, zeta, v, transcript.AbsorbOpening(Opening)];
        }

        private static G1Affine[] Points(int start, int count) =>
            [.. Enumerable.Range(start, count).Select(i => G1Jacobian.Generator.MultiplyVarTime(Fr.FromUInt64((ulong)i)).ToAffine())];
    }
}
