using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
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
/// Cost: 33 rows of 27 columns, 16 rows of 5, two permutations, and two bounds of 17 cells: 1,223 cells; see
/// circuits/baselines/signatures.json.
/// Soundness: docs/circuits/schnorr.md. h is the canonical integer of the digest; its top digit t adds nothing to the sum, so what is
/// multiplied is c = h mod 2^252. Both coordinates of the result are those that were hashed.
/// Negative tests: SchnorrVerificationTests, one for each way in which a signature, a key or a witness can be wrong.
/// </remarks>
public sealed class SchnorrVerification
{
    /// <summary>Local columns of the windows and of the table of multiples.</summary>
    private const int WidthBeside = 28;

    private readonly CircuitBuilder _builder;
    private readonly Poseidon2Layout _layout;
    private readonly DigitTables _tables;
    private readonly Bus _multiples;
    private readonly Region[] _windows;
    private readonly Expression _identity;
    private int _next;

    /// <summary>Sets aside the windows of some signatures.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="layout">How wide the permutations are.</param>
    /// <param name="signatures">How many signatures a slot verifies.</param>
    public SchnorrVerification(CircuitBuilder builder, Poseidon2Layout layout, int signatures)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signatures);
        _builder = builder;
        _layout = layout;
        _tables = new(builder);
        _multiples = builder.AddBus("multiples", 4);
        _windows = [.. Enumerable.Range(0, signatures).Select(_ => builder.Allocate(WindowRows.Kind, WindowLayout.Size))];
        Fr[] offsets = new Fr[builder.Shape.Rows];
        for (int signature = 0; signature < signatures; signature++)
        {
            for (int row = _windows[signature].Row; row < _windows[signature].Row + WindowLayout.ByteRows; row++)
            {
                offsets[row] = Fr.FromInt64(row - signature);
            }
        }

        // The counter less this column is R·slot + signature on all rows of the windows: an identity that no other signature has.
        _identity = builder.Counter - builder.AddFixedColumn("signature rows", offsets);
    }

    /// <summary>Verifies the next signature. It declares three inputs of the slot: R.x, R.y and s.</summary>
    /// <returns>s, below l.</returns>
    /// <exception cref="InvalidOperationException">As many signatures as were announced are verified already.</exception>
    public Bounded Verify(RegisteredKey key, Element message)
    {
        if (_next == _windows.Length)
        {
            throw new InvalidOperationException($"Only {_windows.Length} signatures were announced.");
        }

        int signature = _next++;
        Region windows = _windows[signature];
        Element nonceX = Input(windows, WindowLayout.Sum);
        Element nonceY = Input(windows, WindowLayout.Sum + 1);
        Element scalar = Input(windows, WindowLayout.Scalar);
        Element digest = SpongeHash.Hash(_builder, _layout, Schnorr.ChallengeDomain, [nonceX, nonceY, key.X, key.Y, message]);
        Element challenge = _builder.Import(digest, windows[WindowLayout.ResultRow, WindowLayout.Challenge]);
        KeyTable.Add(_builder, _multiples, signature, key, Beside(windows, 0));
        _builder.Hint(
            WindowRows.HintLabel,
            [key.X.Cell, key.Y.Cell, challenge.Cell, scalar.Cell],
            WindowWitness.Cells(windows),
            WindowWitness.Compute);
        WindowRows.Constrain(_builder, windows, _multiples, _tables, _identity);
        Bound(windows, WindowLayout.Challenge, FieldInteger.Modulus, Beside(windows, KeyTable.Size));
        Bound(windows, WindowLayout.Scalar, SubgroupOrder, Beside(windows, KeyTable.Size + 2));
        return new(scalar.Cell, SubgroupOrder - 1);
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
        Element number = new(windows[WindowLayout.ResultRow, column]);
        Element high = new(windows[WindowLayout.MiddleRow, column]);
        ScalarBound.Constrain(_builder, _tables, number, high, limit, atRow);
    }

    private Element Input(Region windows, int column) => new(_builder.Input(windows[WindowLayout.ResultRow, column]).Cell);
}
