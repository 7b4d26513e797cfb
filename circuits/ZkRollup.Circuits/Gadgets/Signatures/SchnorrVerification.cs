using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// Statement: the prover knows a signature (R, s) of a message hash under a key, exactly as docs/crypto/schnorr.md verifies it.
/// </summary>
/// <remarks>
/// Preconditions: the key is registered, so it lies on the curve and has order l; key and message hash lie in copied columns.
/// Constraints: those of <see cref="SpongeHash"/> for h over (R.x, R.y, A.x, A.y, m); of the table of multiples of −A, labels multiples.*;
/// of the windows that add up s·G − h·A and end in R, labels jubjub.*; of <see cref="ScalarBound"/> for h &lt; r and s &lt; l, labels
/// bound.*; "copy" joins the digest with the digits of h, and R with the result. Tables: docs/circuits/jubjub.md#gates.
/// Cost: 33 rows of 27 columns or 65 of 16, 16 rows of 5, two permutations, and two bounds of 17 cells: 1,223 cells with two windows a row;
/// see circuits/baselines/signatures.json.
/// Soundness: docs/circuits/schnorr.md. h is the canonical integer of the digest; its top digit t adds nothing to the sum, so what is
/// multiplied is c = h mod 2^252. Both coordinates of the result are those that were hashed.
/// Negative tests: SchnorrVerificationTests, one for each way in which a signature, a key or a witness can be wrong.
/// </remarks>
public sealed class SchnorrVerification
{
    /// <summary>Local columns of the windows and of the table of multiples.</summary>
    private const int WidthBeside = 28;

    private readonly CircuitBuilder _builder;
    private readonly Poseidon2Layout _permutation;
    private readonly WindowLayout _layout;
    private readonly WindowWitness _witness;
    private readonly DigitTables _tables;
    private readonly Bus _multiples;
    private readonly WindowRows _rows;
    private readonly Region[] _windows;
    private readonly Region[] _keys;
    private int _nextSignature;
    private int _nextKey;

    /// <summary>Sets aside the windows of some signatures.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="layout">How wide the permutations are.</param>
    /// <param name="signatures">How many signatures a slot verifies.</param>
    /// <param name="windows">Windows of four bits that a row takes: 2 in 27 columns and 33 rows, or 1 in 16 columns and 65 rows.</param>
    /// <param name="keys">How many keys a slot tests.</param>
    public SchnorrVerification(CircuitBuilder builder, Poseidon2Layout layout, int signatures, int windows = 2, int keys = 0)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signatures);
        ArgumentOutOfRangeException.ThrowIfNegative(keys);
        _builder = builder;
        _permutation = layout;
        _layout = new(windows);
        _witness = new(_layout);
        _tables = new(builder, _layout.RowBits, hasClasses: keys > 0);
        _multiples = builder.AddBus("multiples", 4);
        Fr[] offsets = new Fr[builder.Shape.Rows];
        _windows = Allocate(signatures, _layout.ResultRow + 1);
        _keys = Allocate(keys, KeyTest.Rows);
        for (int signature = 0; signature < signatures; signature++)
        {
            for (int row = 0; row < _layout.DigitRows; row++)
            {
                offsets[_windows[signature].Row + row] = Fr.FromInt64(_windows[signature].Row + row - signature);
            }
        }

        // Tests of keys look up in the multiples of the first signature.
        foreach (Region key in _keys)
        {
            offsets[key.Row] = Fr.FromInt64(key.Row);
        }

        // The counter less this column is R·slot + signature on all rows of the windows: an identity that no other signature has.
        _rows = new(builder, _layout, _multiples, _tables, builder.Counter - builder.AddFixedColumn("signature rows", offsets));
    }

    /// <summary>Verifies the next signature. It declares three inputs of the slot: R.x, R.y and s.</summary>
    /// <returns>s, below l.</returns>
    /// <exception cref="InvalidOperationException">As many signatures as were announced are verified already.</exception>
    public Bounded Verify(RegisteredKey key, Element message)
    {
        if (_nextSignature == _windows.Length)
        {
            throw new InvalidOperationException($"Only {_windows.Length} signatures were announced.");
        }

        int signature = _nextSignature++;
        Region windows = _windows[signature];
        Element nonceX = Input(windows, WindowLayout.Sum);
        Element nonceY = Input(windows, WindowLayout.Sum + 1);
        Element scalar = Input(windows, WindowLayout.Scalar);
        Element digest = SpongeHash.Hash(_builder, _permutation, Schnorr.ChallengeDomain, [nonceX, nonceY, key.X, key.Y, message]);
        Element challenge = _builder.Import(digest, windows[_layout.ResultRow, WindowLayout.Challenge]);
        KeyTable.Add(_builder, _multiples, signature, key, Beside(windows, 0));
        _builder.Hint(
            WindowRows.HintLabel,
            [key.X.Cell, key.Y.Cell, challenge.Cell, scalar.Cell],
            _witness.Cells(windows),
            _witness.Compute,
            _witness.ComputeGroup);
        _rows.Constrain(windows);
        Bound(windows, WindowLayout.Challenge, FieldInteger.Modulus, Beside(windows, KeyTable.Size));
        Bound(windows, WindowLayout.Scalar, SubgroupOrder, Beside(windows, KeyTable.Size + 2));
        return new(scalar.Cell, SubgroupOrder - 1);
    }

    /// <summary>Fills the inputs of a slot that belong to a signature.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="number">Which signature, in the order in which they are verified.</param>
    /// <param name="signature">Its value.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int number, SchnorrSignature signature)
    {
        ArgumentNullException.ThrowIfNull(map);
        Region windows = _windows[number];
        Span<ulong> scalar = stackalloc ulong[JubjubScalar.LimbCount];
        signature.Scalar.WriteCanonicalLimbs(scalar);

        // l is below r.
        Fr.TryFromCanonicalLimbs(scalar, out Fr value);
        map.Set(inputs, windows[_layout.ResultRow, WindowLayout.Sum], signature.NonceX);
        map.Set(inputs, windows[_layout.ResultRow, WindowLayout.Sum + 1], signature.NonceY);
        map.Set(inputs, windows[_layout.ResultRow, WindowLayout.Scalar], value);
    }

    /// <summary>A bit that is 1 exactly if (x, y) is a usable key, of order l: see <see cref="KeyTest"/>.</summary>
    /// <exception cref="InvalidOperationException">As many keys as were announced are tested already.</exception>
    public Bit TestKey(Element x, Element y)
    {
        if (_nextKey == _keys.Length)
        {
            throw new InvalidOperationException($"Only {_keys.Length} keys were announced.");
        }

        return KeyTest.Add(_builder, _layout, _rows, _tables, _keys[_nextKey++], x, y);
    }

    /// <summary>l.</summary>
    internal static BigInteger SubgroupOrder { get; } = ToInteger(JubjubScalar.Modulus);

    private static BigInteger ToInteger(ReadOnlySpan<ulong> limbs)
    {
        BigInteger result = BigInteger.Zero;
        for (int i = limbs.Length - 1; i >= 0; i--)
        {
            result = (result << 64) | limbs[i];
        }

        return result;
    }

    /// <summary>
    /// A row beside the windows, if the grid is wide enough for table and bounds to lie there: so each signature takes the same rows of its
    /// own.
    /// </summary>
    private int Beside(Region windows, int row) => _builder.Shape.Local >= WidthBeside ? windows.Row + row : -1;

    private void Bound(Region windows, int column, BigInteger limit, int atRow)
    {
        Element number = new(windows[_layout.ResultRow, column]);
        Element high = new(windows[_layout.MiddleRow, column]);
        ScalarBound.Constrain(_builder, _tables, number, high, limit, atRow);
    }

    private Element Input(Region windows, int column) => new(_builder.Input(windows[_layout.ResultRow, column]).Cell);

    private Region[] Allocate(int count, int rows) =>
        [.. Enumerable.Range(0, count).Select(_ => _builder.Allocate(WindowRows.Kind, _layout.Size(_builder.Shape, rows)))];
}
