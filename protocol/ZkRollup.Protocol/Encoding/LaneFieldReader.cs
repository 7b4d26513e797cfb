using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Takes lanes apart into fields, and sees to it that no other bit is set.</summary>
internal ref struct LaneFieldReader : IFieldVisitor
{
    private readonly ReadOnlySpan<Fr> _lanes;
    private LaneReader _reader;
    private int _lane;
    private DecodeError _error;

    /// <summary>Starts after the number of the transaction.</summary>
    internal LaneFieldReader(ReadOnlySpan<Fr> lanes, TransactionKind kind)
    {
        _lanes = lanes;
        _lane = kind.FirstLane();
        _reader = new LaneReader(lanes[_lane]);
        _ = _reader.Take(TransactionKindExtensions.Bits);
    }

    public ulong Integer(in IntegerField field, ulong value)
    {
        MoveTo(field.Lane);
        ulong result = _reader.Take(field.Bits);
        if (field.Admits(result))
        {
            return result;
        }

        Fail(DecodeCause.OutOfRange, field.Name);
        return field.Min;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        MoveTo(field.Lane);
        _reader = default;
        Fr result = _lanes[field.Lane];
        if (field.IsPacked && !LanePacker.IsPacked(result))
        {
            Fail(DecodeCause.OutOfRange, field.Name);
            return Fr.Zero;
        }

        return result;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        MoveTo(lane);
        return AddressLane.Take(ref _reader);
    }

    /// <summary>The first error, after all fields.</summary>
    internal DecodeError Finish()
    {
        while (_lane + 1 < _lanes.Length)
        {
            MoveTo(_lane + 1);
        }

        Close();
        return _error;
    }

    private void MoveTo(int lane)
    {
        if (lane != _lane)
        {
            Close();
            _lane = lane;
            _reader = new LaneReader(_lanes[lane]);
        }
    }

    private void Close()
    {
        if (!_reader.IsEmpty)
        {
            Fail(DecodeCause.NotZero, null);
        }
    }

    private void Fail(DecodeCause cause, string? field)
    {
        if (!_error.IsError)
        {
            _error = new DecodeError(cause, field, _lane);
        }
    }
}
