# Wrote typed.parquet beside it (pyarrow 26): a value of each kind that JSON has another form for, and one row of nulls.
import datetime
import decimal
import pyarrow as pa
import pyarrow.parquet as pq

columns = {
    "id": pa.array([1, None], pa.int64()),
    "large": pa.array([9007199254740993, None], pa.int64()),
    "ratio": pa.array([0.5, None], pa.float64()),
    "name": pa.array(["ü", None], pa.string()),
    "seen": pa.array([True, None], pa.bool_()),
    "at": pa.array([datetime.datetime(2026, 1, 2, 3, 4, 5), None], pa.timestamp("ms")),
    "day": pa.array([datetime.date(2026, 1, 2), None], pa.date32()),
    "price": pa.array([decimal.Decimal("12.50"), None], pa.decimal128(9, 2)),
    "raw": pa.array([b"\x00\xff", None], pa.binary()),
    "tags": pa.array([["a", "b"], None], pa.list_(pa.string())),
    "place": pa.array([{"lat": 1.5}, None], pa.struct([("lat", pa.float64())])),
}
pq.write_table(pa.table(columns), "typed.parquet", compression="zstd")
